// Brings the tables of the state to what this code expects: numbered SQL files, each run once, in order, by one process at a time.
// A role that may not change tables is no trouble as long as there is nothing to change. Why this is no library: docs/decisions/state.md.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError } from 'pg';
import { projectFolder } from '../project-folder';
import { StateFault } from './fault';
import { LOCK } from './locks';
import type { Session } from './session';

export interface Migration {
  number: number;
  name: string;
  sql: string;
  /** SHA-256 of the text, line ends aside. */
  checksum: string;
}

/** Another process may be at a long one. */
const TIMEOUT_MS = 120_000;

/** The project's migrations, in order. */
export function readMigrations(folder: string = join(projectFolder(), 'platform', 'state', 'migrations')): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file, index) => {
      const [, number = '', name = ''] = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file) ?? [];
      if (Number(number) !== index + 1) throw new Error(`${file}: migrations are numbered from 0001 without gaps`);
      const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
      return { number: index + 1, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Runs what has not run yet and answers the names of those; several processes may do so at once. Rejects with StateFault where the
 * database is newer than this code, was changed by other files of the same number, or the role may not change it.
 */
export async function migrate(session: Session, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  if ((await pendingMigrations(session, migrations)).length === 0) return [];
  await session.query('select pg_advisory_lock($1, 0)', [LOCK.migrations], TIMEOUT_MS);
  try {
    const done: string[] = [];
    for (const migration of await pendingMigrations(session, migrations)) {
      await run(session, migration);
      done.push(migration.name);
    }
    return done;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '42501') {
      throw new StateFault('the state database lacks tables that this role may not make: run npm run state:migrate with a role that may');
    }
    throw error;
  } finally {
    // A session that broke has lost the lock with it.
    await session.query('select pg_advisory_unlock($1, 0)', [LOCK.migrations]).catch(() => session.destroy());
  }
}

/** What has not run yet, changing nothing. Rejects like `migrate`. */
export async function pendingMigrations(session: Session, migrations: readonly Migration[] = readMigrations()): Promise<Migration[]> {
  const [table] = await session.query<{ there: boolean }>(`select to_regclass('customer_graph.migration') is not null as there`);
  if (table?.there !== true) return [...migrations];
  const applied = await session.query<{ number: number; checksum: string }>(
    'select number, checksum from customer_graph.migration order by number',
  );
  if (applied.some(({ number }) => number > migrations.length)) {
    throw new StateFault('the state database was made by a newer version of this program: update the program');
  }
  for (const { number, checksum } of applied) {
    if (migrations[number - 1]?.checksum !== checksum) {
      throw new StateFault(`migration ${number} of the state database is not the one of this program`);
    }
  }
  const numbers = new Set(applied.map(({ number }) => number));
  return migrations.filter(({ number }) => !numbers.has(number));
}

async function run(session: Session, { number, name, sql, checksum }: Migration): Promise<void> {
  await session.query('begin');
  try {
    await session.query(
      // Asked first: where the schema is there, a role that may not make one is as good.
      `do $$ begin
         if to_regnamespace('customer_graph') is null then create schema customer_graph; end if;
       end $$;
       create table if not exists customer_graph.migration (
         number integer primary key,
         name text not null,
         checksum text not null,
         applied_at timestamptz not null default now()
       )`,
    );
    await session.query(sql, [], TIMEOUT_MS);
    await session.query('insert into customer_graph.migration (number, name, checksum) values ($1, $2, $3)', [number, name, checksum]);
    await session.query('commit');
  } catch (error) {
    await session.query('rollback').catch(() => session.destroy());
    throw error;
  }
}
