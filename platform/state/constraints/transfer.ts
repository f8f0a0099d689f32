// Takes what was said out of a database, and into another: all of it or nothing, the newer word of a pair winning, in one
// transaction. While it is taken in, nobody else says anything.
import type { RecordId } from '../../record';
import type { Session } from '../session';
import { contradictionsAmong } from './import-check';
import { LineFaults, toLine, type NumberedWord, type WordLine } from './lines';
import { inOrder } from './pair';
import type { ConstraintKind } from './port';
import { announce, holdSays } from './say';

const PAGE_ROWS = 5_000;
const TIMEOUT_MS = 60_000;

type Exported = [kind: ConstraintKind, a: RecordId, b: RecordId, by: string, reason: string, at: Date, version: string];

/** Hands each word to `write`, the oldest change first, what was taken back included; as it was at one moment. */
export async function exportWords(session: Session, tenant: string, write: (line: string) => Promise<void>): Promise<number> {
  await session.query('begin isolation level repeatable read read only');
  let count = 0;
  for (let seen = '0'; ;) {
    const rows = await session.queryArrays<Exported>(
      `select kind, a, b, said_by, reason, said_at, version from customer_graph.link_constraint
       where tenant = $1 and version > $2 order by version limit ${PAGE_ROWS}`,
      [tenant, seen],
      TIMEOUT_MS,
    );
    for (const [kind, a, b, by, reason, at, version] of rows) {
      await write(toLine({ kind, a, b, by, reason, at: at.toISOString() }));
      seen = version;
    }
    count += rows.length;
    if (rows.length < PAGE_ROWS) break;
  }
  await session.query('commit');
  return count;
}

export interface ImportOutcome {
  /** How many words were new. */
  taken: number;
  /** How many were known, or older than what is known. */
  known: number;
  /** Of the last word taken; what `isEverywhere` asks for. */
  version: number;
}

/** Throws LineFaults, nothing changed, where words contradict each other or what is known; and `pg`'s errors, and then the session is not to be used again. */
export async function importWords(session: Session, tenant: string, lines: readonly NumberedWord[]): Promise<ImportOutcome> {
  await session.query('begin');
  try {
    const outcome = await take(session, tenant, lines);
    await session.query('commit');
    return outcome;
  } catch (error) {
    if (error instanceof LineFaults) await session.query('rollback');
    throw error;
  }
}

async function take(session: Session, tenant: string, lines: readonly NumberedWord[]): Promise<ImportOutcome> {
  await holdSays(session, tenant, TIMEOUT_MS);
  const newest = newestOfPairs(lines);
  const fresh: NumberedWord[] = [];
  for (const batch of batchesOf([...newest.values()])) fresh.push(...(await newerThanKnown(session, tenant, batch)));
  const faults = await contradictionsAmong(session, tenant, fresh);
  if (faults.length > 0) throw new LineFaults(faults);
  let version = 0;
  for (const batch of batchesOf(fresh)) version = await write(session, tenant, batch);
  await announce(session, tenant);
  return { taken: fresh.length, known: lines.length - fresh.length, version };
}

/** The newest word of each pair, its records in the order they are kept in. */
function newestOfPairs(lines: readonly NumberedWord[]): Map<string, NumberedWord> {
  const newest = new Map<string, NumberedWord>();
  for (const { line, word } of lines) {
    const [a, b] = inOrder(word.a, word.b);
    const key = `${a}\0${b}`;
    const known = newest.get(key);
    if (known === undefined || known.word.at <= word.at) newest.set(key, { line, word: { ...word, a, b } });
  }
  return newest;
}

async function newerThanKnown(session: Session, tenant: string, batch: readonly NumberedWord[]): Promise<NumberedWord[]> {
  const rows = await session.queryArrays<[place: string]>(
    `select w.place from unnest($2::text[], $3::text[], $4::timestamptz[]) with ordinality as w(a, b, at, place)
     left join customer_graph.link_constraint c on c.tenant = $1 and c.a = w.a and c.b = w.b
     where c.said_at is null or c.said_at < w.at order by w.place`,
    [tenant, batch.map(({ word }) => word.a), batch.map(({ word }) => word.b), batch.map(({ word }) => word.at)],
    TIMEOUT_MS,
  );
  return rows.flatMap(([place]) => batch[Number(place) - 1] ?? []);
}

async function write(session: Session, tenant: string, batch: readonly NumberedWord[]): Promise<number> {
  const column = (name: keyof WordLine): string[] => batch.map(({ word }) => word[name]);
  const [last] = await session.queryArrays<[version: string]>(
    `with words as (
       insert into customer_graph.link_constraint (tenant, a, b, kind, said_by, reason, said_at, version)
       select $1, a, b, kind, said_by, reason, said_at, nextval('customer_graph.link_constraint_version_seq')
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[]) as w(a, b, kind, said_by, reason, said_at)
       on conflict (tenant, a, b) do update set kind = excluded.kind, said_by = excluded.said_by, reason = excluded.reason,
         said_at = excluded.said_at, version = excluded.version
       returning *
     ), logged as (
       insert into customer_graph.link_constraint_log (tenant, version, a, b, kind, said_by, reason, said_at)
       select tenant, version, a, b, kind, said_by, reason, said_at from words
     )
     select max(version) from words`,
    [tenant, column('a'), column('b'), column('kind'), column('by'), column('reason'), column('at')],
    TIMEOUT_MS,
  );
  return Number(last?.[0] ?? 0);
}

function batchesOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PAGE_ROWS) }, (_, index) => all.slice(index * PAGE_ROWS, (index + 1) * PAGE_ROWS));
}
