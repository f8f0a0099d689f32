// What a query costs, before (as asked) and after (as answered): https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
// gives 0 for scalars and enums, 1 for objects, the dearest selection for interfaces, and connections "sized by first and last".
import {
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type Branch, branchesOf } from './cost-branches';
import { fieldsOf } from './selected-fields';

/** How a connection's cost grows with its page: see `SIZES`. */
export type ConnectionCost = 'measured' | 'linear';

/**
 * Shopify does not publish how a connection is sized. `measured` is what its own answers told of some 1,500 recorded queries (versions
 * 2025-01 to 2026-07): 250 entries weigh as 11. `linear` is the rule its engineers described in 2021, where each entry weighs 1
 * (https://shopify.engineering/rate-limiting-graphql-apis-calculating-query-complexity): what fits under it fits under both.
 */
const SIZES: Record<ConnectionCost, (entries: number) => number> = {
  measured: (entries) => (entries < 1 ? 0 : Math.max(1, Math.floor(2 * Math.log(entries)))),
  linear: (entries) => entries,
};
/** A connection itself, besides its entries. */
const CONNECTION = 2;
/** "Shopify also reserves the right to set manual costs": objects seen to be free. */
const FREE = new Set([
  'PageInfo',
  'MoneyBag',
  'MoneyV2',
  'MailingAddress',
  'CustomerEmailMarketingConsentState',
  'CustomerSmsMarketingConsentState',
]);

export interface CostedQuery {
  schema: GraphQLSchema;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  variables: Readonly<Record<string, unknown>>;
  connectionCost: ConnectionCost;
}

/**
 * @param data the answer's, for the actual cost; absent for the requested one.
 * @returns at least 1.
 */
export function costOf(query: CostedQuery, root: GraphQLObjectType, selection: SelectionSetNode, data?: unknown): number {
  const branches = branchesOf(data === undefined ? { asked: true } : { asked: false, value: { data } }, 'data');
  return Math.max(
    1,
    dearest(branches, (branch) => selectionCost(query, root, [selection], branch)),
  );
}

function selectionCost(query: CostedQuery, type: GraphQLNamedType, selections: readonly SelectionSetNode[], branch: Branch): number {
  if (isAbstractType(type)) {
    // A selection that was made on another type has left nothing in the answer, so it costs nothing there either.
    return Math.max(...query.schema.getPossibleTypes(type).map((possible) => selectionCost(query, possible, selections, branch)));
  }
  if (!isObjectType(type)) return 0;
  let cost = 0;
  for (const [key, nodes] of fieldsOf(query.schema, query.fragments, type, selections)) {
    const [node] = nodes;
    const field = node === undefined ? undefined : type.getFields()[node.name.value];
    if (node === undefined || field === undefined) continue;
    const fieldType = getNamedType(field.type);
    if (isLeafType(fieldType) || (!branch.asked && branch.value[key] === undefined)) continue;
    const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const children = branchesOf(branch, key);
    if (fieldType.name.endsWith('Connection') && isObjectType(fieldType)) {
      const { first, last } = getArgumentValues(field, node, query.variables);
      cost += CONNECTION + dearest(children, (child) => entriesCost(query, fieldType, inner, child, Number(first ?? last ?? 0)));
    } else {
      cost += (FREE.has(fieldType.name) ? 0 : 1) + dearest(children, (child) => selectionCost(query, fieldType, inner, child));
    }
  }
  return cost;
}

/** `nodes` and `edges`, each as often as the page is long. */
function entriesCost(
  query: CostedQuery,
  connection: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  branch: Branch,
  pageSize: number,
): number {
  let cost = 0;
  for (const [key, nodes] of fieldsOf(query.schema, query.fragments, connection, selections)) {
    const [node] = nodes;
    const field = node === undefined ? undefined : connection.getFields()[node.name.value];
    if (node === undefined || field === undefined || (node.name.value !== 'nodes' && node.name.value !== 'edges')) continue;
    const entries = branchesOf(branch, key);
    const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    // An edge and its node are one entry: the node pays for both.
    const own = node.name.value === 'nodes' ? 1 : 0;
    const each = Math.max(1, own + dearest(entries, (entry) => selectionCost(query, getNamedType(field.type), inner, entry)));
    cost += SIZES[query.connectionCost](branch.asked ? pageSize : entries.length) * each;
  }
  return cost;
}

/** Objects of a list stand side by side: the dearest counts for all. */
function dearest(branches: readonly Branch[], cost: (branch: Branch) => number): number {
  return Math.max(0, ...branches.map(cost));
}
