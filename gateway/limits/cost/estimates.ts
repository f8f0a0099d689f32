// Remembers what operations cost, for adding it up takes longer than all else before they are executed.
import type { Schema } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { estimateCost, type Estimated } from './estimate';
import { readCostRules } from './rules';

export interface Estimates {
  /** Points; `id` names the document and the operation in it. */
  costOf(id: string, operation: Estimated): number;
}

const REMEMBERED = 5_000;

/** Of one supergraph: `api` is what clients see of `supergraph`. */
export function createEstimates(supergraph: Schema, api: GraphQLSchema): Estimates {
  const rules = readCostRules(supergraph);
  const known = new LRUCache<string, number>({ max: REMEMBERED });
  return {
    costOf(id, operation) {
      const key = `${id} ${weighty(operation.variables)}`;
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const cost = estimateCost(operation, api, rules);
      known.set(key, cost);
      return cost;
    },
  };
}

/** What of the variables can change a cost: numbers, switches and the length of lists. The text says nothing else of them. */
function weighty(variables: Readonly<Record<string, unknown>>): string {
  return Object.entries(variables)
    .flatMap(([name, value]) => {
      if (typeof value === 'number' || typeof value === 'boolean') return [`${name}=${value}`];
      return Array.isArray(value) ? [`${name}#${value.length}`] : [];
    })
    .join(' ');
}
