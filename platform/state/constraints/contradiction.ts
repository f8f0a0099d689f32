// Whether a new word about two records contradicts what was said of others: nobody can be linked, by way of others too, with whom
// they are said not to be. Asked inside the transaction that would keep the word.
import { InputError } from '../../errors';
import type { RecordId } from '../../record';
import type { Session } from '../session';
import { inOrder } from './pair';

/** One customer's records are a handful; who links more than this is linking by mistake. */
const MOST_LINKED = 1_000;

type Edge = [from: RecordId, to: RecordId];

/** Throws InputError: CONTRADICTION with the records in between, or BAD_USER_INPUT where too many are linked already. */
export async function refuseContradiction(
  session: Session,
  { tenant, kind, one, other }: { tenant: string; kind: 'LINK' | 'UNLINK'; one: RecordId; other: RecordId },
): Promise<void> {
  const pair = inOrder(one, other);
  const around = await linkedWith(session, tenant, one, pair);
  if (kind === 'UNLINK') {
    const path = pathBetween(around, one, other);
    if (path === null) return;
    throw contradiction('These records are linked by way of others: take one of those links back first.', path.slice(1, -1));
  }
  const beyond = await linkedWith(session, tenant, other, pair);
  const [apart] = await session.queryArrays<Edge>(
    `select a, b from customer_graph.link_constraint
     where tenant = $1 and kind = 'UNLINK' and not (a = $4 and b = $5)
       and ((a = any($2) and b = any($3)) or (a = any($3) and b = any($2))) order by version limit 1`,
    [tenant, [...recordsOf(around, one)], [...recordsOf(beyond, other)], ...pair],
  );
  if (apart === undefined) return;
  const [near, far] = recordsOf(around, one).has(apart[0]) ? apart : [apart[1], apart[0]];
  const path = [...(pathBetween(around, one, near) ?? []), ...(pathBetween(beyond, far, other) ?? [])];
  throw contradiction(
    'Records linked with one of these are said not to be the same customer as records linked with the other: take that back first.',
    path.filter((record) => record !== one && record !== other),
  );
}

function contradiction(message: string, candidates: readonly RecordId[]): InputError {
  return new InputError(message, { code: 'CONTRADICTION', candidates });
}

/** The links around a record, by way of others too, the pair itself left out. */
async function linkedWith(session: Session, tenant: string, record: RecordId, pair: readonly [RecordId, RecordId]): Promise<Edge[]> {
  // The recursion goes on only as long as rows are taken: the limit bounds it.
  // https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-RECURSIVE
  const edges = await session.queryArrays<Edge>(
    `with recursive reached(via, record) as (
       select null::text collate "C", $2::text collate "C"
       union
       select reached.record, next.record from reached cross join lateral (
         select b as record from customer_graph.link_constraint
           where tenant = $1 and a = reached.record and kind = 'LINK' and not (a = $3 and b = $4)
         union all
         select a from customer_graph.link_constraint
           where tenant = $1 and b = reached.record and kind = 'LINK' and not (a = $3 and b = $4)
       ) next
     )
     select via, record from reached where via is not null limit ${MOST_LINKED + 1}`,
    [tenant, record, ...pair],
  );
  if (edges.length > MOST_LINKED) throw new InputError('One of these records is linked with too many others: take links back first.');
  return edges;
}

function recordsOf(edges: readonly Edge[], start: RecordId): Set<RecordId> {
  return new Set([start, ...edges.map(([, to]) => to)]);
}

/** The shortest way from one record to another along links, both included; null = there is none. */
function pathBetween(edges: readonly Edge[], from: RecordId, to: RecordId): RecordId[] | null {
  const nextTo = new Map<RecordId, RecordId[]>();
  for (const [one, other] of edges) nextTo.set(one, [...(nextTo.get(one) ?? []), other]);
  const cameBy = new Map<RecordId, RecordId | null>([[from, null]]);
  for (const record of cameBy.keys()) {
    if (record === to) break;
    for (const next of nextTo.get(record) ?? []) if (!cameBy.has(next)) cameBy.set(next, record);
  }
  if (!cameBy.has(to)) return null;
  const path: RecordId[] = [];
  for (let record: RecordId | null | undefined = to; record != null; record = cameBy.get(record)) path.unshift(record);
  return path;
}
