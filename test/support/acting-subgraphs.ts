// The house's subgraphs, with every domain's actions done in a test's own vendor: the sandbox is read as ever, and nothing is written to it.
import { actionRequest } from '../../platform/exchange/action';
import { UpstreamError } from '../../platform/errors';
import type { SubgraphDefinition } from '../../platform/subgraph/definition';
import type { RunningSubgraph } from '../../platform/subgraph/subgraph';
import { subgraphs } from '../../subgraphs/index';
import { performAt, type ActionVendor } from './action-vendor';

/** `offers` = the actions of each source by its name; a source that is left out offers none. */
export function actingSubgraphs(vendor: ActionVendor, offers: Readonly<Record<string, readonly string[]>>): SubgraphDefinition[] {
  return subgraphs.map((definition) =>
    ['customer', 'process'].includes(definition.name)
      ? definition
      : { ...definition, start: async (deps) => acting(await definition.start(deps), vendor, offers) },
  );
}

function acting(subgraph: RunningSubgraph, vendor: ActionVendor, offers: Readonly<Record<string, readonly string[]>>): RunningSubgraph {
  const perform = performAt(vendor.url);
  const { name } = subgraph;
  return {
    ...subgraph,
    async execute(request) {
      if (request.query.includes(`_${name}Actions`)) {
        const all = Object.entries(offers).map(([source, actions]) => ({ source, vendor: source, actions }));
        return { data: { [`_${name}Actions`]: all } };
      }
      if (!request.query.includes(`_${name}Action`)) return subgraph.execute(request);
      try {
        const receipt = await perform(name as 'crm', actionRequest.parse(request.variables?.['request']));
        return { data: { [`_${name}Action`]: receipt } };
      } catch (error) {
        const code = error instanceof UpstreamError ? error.code : 'ACTION_REFUSED';
        return { data: null, errors: [{ message: 'failed', extensions: { code, source: 'vendor' } }] };
      }
    },
  };
}
