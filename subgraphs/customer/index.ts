// The customer subgraph: `schema/customer.graphql`, `CUSTOMER_SUBGRAPH_URL`. It owns identity and the pure fields; it has no
// source of its own and asks the domains over their links.
import { askedFields } from '../../platform/subgraph/asked-fields';
import { buildSchema } from '../../platform/subgraph/schema';
import type { SubgraphDefinition } from '../../platform/subgraph/definition';
import type { RequestScope } from '../../platform/request/scope';
import type { LinkConstraints } from '../../platform/state/constraints/port';
import { runSubgraph } from '../../platform/subgraph/subgraph';
import { createDirectory } from './directory';
import type { KnownConstraints } from './canonical-search';
import { createFinder, type Finder } from './find-customer';
import { predictLookUps } from './predicted-reads';
import { resolvers } from './resolvers';

export const customer: SubgraphDefinition = {
  name: 'customer',
  async start({ log, typeDefs, linkTo, phoneRegion, constraints, erasures }) {
    const schema = buildSchema(typeDefs, resolvers);
    // Read before the first request is answered; a database that is down is not waited for.
    await constraints.current();
    return runSubgraph({
      name: 'customer',
      schema,
      log,
      predictReads: (document, headers) => predictLookUps(askedFields(schema, document), headers, linkTo),
      contextOf(scope) {
        const directory = scope.once('directory', () => createDirectory(linkTo, scope));
        const newFinder = (): Finder => {
          const currentConstraints = (): Promise<KnownConstraints | null> => currentFor(scope, constraints);
          return createFinder({ directory, askedSubgraphs: scope.askedSubgraphs, currentConstraints });
        };
        return { caller: scope.caller, directory, finder: newFinder(), newFinder, constraints, erasures, phoneRegion };
      },
      close: () => Promise.resolve(),
    });
  },
};

/** What people said of records. The request's report says where it is not, or no longer, known. */
async function currentFor(scope: RequestScope, constraints: LinkConstraints): Promise<KnownConstraints | null> {
  const current = await constraints.current();
  if (current === null || current.staleSince !== null) scope.ledger.add('manual-links', { error: 'STATE_UNAVAILABLE' });
  return current;
}
