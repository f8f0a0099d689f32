// Shopify's custom fields of customers. They are no part of a customer unless they are asked for by name, and each costs points, so
// that only those are read that are configured: `metafields.custom.tier`, as a path of the raw record.
import { z } from 'zod';
import type { JsonValue } from '../../../../platform/record';
import { connectionCost } from './cost';

/** https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Metafield: of letters, digits, hyphens and underscores. */
const PATH = /^metafields\.([\w-]{3,255}\.[\w-]{2,64})$/;

/** `namespace.key` of each metafield among paths of raw records, each once. */
export function metafieldsIn(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => PATH.exec(path)?.[1] ?? []))];
}

/** What stands in a customer's selection, and the variable that it takes; nothing where none is wanted. */
export function selectionOf(wanted: readonly string[]): { field: string; variable: string; cost: number } {
  if (wanted.length === 0) return { field: '', variable: '', cost: 0 };
  return {
    field: `metafields(keys: $metafields, first: ${wanted.length}) { nodes { namespace key jsonValue } }`,
    variable: ', $metafields: [String!]!',
    cost: connectionCost(wanted.length, 1),
  };
}

export const Metafields = z.object({ nodes: z.array(z.object({ namespace: z.string(), key: z.string(), jsonValue: z.json() })) });

/** By namespace and key. Asked by `keys`, Shopify answers keys with their namespaces: https://shopify.dev/changelog/simplified-metafield-querying */
export function toRawMetafields({ nodes }: z.infer<typeof Metafields>): Record<string, Record<string, JsonValue>> {
  const spaces: Record<string, Record<string, JsonValue>> = {};
  for (const { namespace, key, jsonValue } of nodes) {
    const name = key.startsWith(`${namespace}.`) ? key.slice(namespace.length + 1) : key;
    spaces[namespace] = { ...spaces[namespace], [name]: jsonValue };
  }
  return spaces;
}
