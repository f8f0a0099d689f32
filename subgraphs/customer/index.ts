// The customer subgraph: `schema/customer.graphql`, `CUSTOMER_SUBGRAPH_URL`. It owns identity and the pure fields; it has no
// source of its own and asks the domains over their links.
import { buildSchema } from '../../platform/subgraph/schema';
import type { SubgraphDefinition } from '../../platform/subgraph/definition';
import { runSubgraph } from '../../platform/subgraph/subgraph';
import { createDirectory } from './directory';
import { createFinder } from './find-customer';
import { resolvers } from './resolvers';

export const customer: SubgraphDefinition = {
  name: 'customer',
  start({ log, typeDefs, linkTo, phoneRegion }) {
    const schema = buildSchema(typeDefs, resolvers);
    return Promise.resolve(
      runSubgraph({
        name: 'customer',
        schema,
        log,
        contextOf(scope) {
          const directory = scope.once('directory', () => createDirectory(linkTo, scope));
          return { directory, finder: createFinder(directory, scope.askedSubgraphs), phoneRegion };
        },
        close: () => Promise.resolve(),
      }),
    );
  },
};
