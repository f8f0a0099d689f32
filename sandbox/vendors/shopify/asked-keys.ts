// What a query looks up at its root: the entries of its arrays, which Shopify counts, and how many ids and search terms there are in all,
// for the log of calls.
import { type FieldNode, getArgumentValues, type GraphQLObjectType } from 'graphql';
import { parseSearch, termsOf } from './search-syntax';

export interface RootLookup {
  /** Response key and name of each array argument, and how long it is. */
  arrays: readonly { path: readonly [string, string]; size: number }[];
  /** Ids, identifiers and terms of searches. */
  keys: number;
}

/** @param fields of the root by response key. @param variables coerced. */
export function rootLookup(
  root: GraphQLObjectType,
  fields: ReadonlyMap<string, readonly FieldNode[]>,
  variables: Readonly<Record<string, unknown>>,
): RootLookup {
  const arrays: { path: readonly [string, string]; size: number }[] = [];
  let keys = 0;
  for (const [key, [node]] of fields) {
    const field = node === undefined ? undefined : root.getFields()[node.name.value];
    if (node === undefined || field === undefined) continue;
    for (const [name, value] of Object.entries(getArgumentValues(field, node, variables))) {
      if (Array.isArray(value)) {
        arrays.push({ path: [key, name], size: value.length });
        keys += value.length;
      } else if (name === 'query' && typeof value === 'string') {
        keys += termsOf(parseSearch(value)).length;
      } else if (name === 'id' || name === 'identifier') {
        keys += 1;
      }
    }
  }
  return { arrays, keys };
}
