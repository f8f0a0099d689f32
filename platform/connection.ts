// Relay connections over lists that are already in memory. A cursor is the item's id, opaque to clients; an item that is
// gone makes its cursor start at the beginning of nothing, never at a wrong place.
import { InputError } from './errors';

export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

const MOST = 100;

/** A page of the list; throws `InputError` when `first` is not 0 to 100 or the cursor is none of this list's. */
export function toConnection<Node extends { id: string }>(
  items: readonly Node[],
  { first, after }: { first: number | null; after?: string | null | undefined },
): Connection<Node> {
  checkFirst(first);
  const start = after === null || after === undefined ? 0 : positionAfter(items, after);
  const nodes = items.slice(start, start + first);
  const edges = nodes.map((node) => ({ cursor: toCursor(node.id), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: start + nodes.length < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: items.length,
  };
}

/** Throws `InputError` unless 0 to 100; also for null, which a client may write in place of the default. */
export function checkFirst(first: number | null): asserts first is number {
  if (first === null || first < 0 || first > MOST) throw new InputError(`"first" must be between 0 and ${MOST}.`);
}

function toCursor(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}

function positionAfter(items: readonly { id: string }[], cursor: string): number {
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  const position = items.findIndex((item) => item.id === id);
  if (position === -1) throw new InputError('"after" is no cursor of this list: start again without it.');
  return position + 1;
}
