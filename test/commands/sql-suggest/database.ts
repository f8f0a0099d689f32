// A real PostgreSQL with databases made from the schemas beside this file, for the tests of the proposal.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { suggest } from '../../../commands/sql-suggest/suggest';
import type { Proposed } from '../../../commands/sql-suggest/proposal';
import { createDatabase } from '../../../platform/sql/database';
import { startPostgres } from '../../../sandbox/postgres/server';
import { testCall } from '../../support/call';

export interface Suggestions {
  /** Makes a database of that name from SQL text; answers its URL, a superuser's. */
  make(name: string, sql: string): Promise<string>;
  /** Runs more SQL. */
  run(url: string, sql: string): Promise<void>;
  /** The URL of a new user without any right. */
  stranger(url: string): Promise<string>;
  stop(): Promise<void>;
}

/** SQL of one of our schemas. */
export function schemaSql(name: string): string {
  return readFileSync(join(__dirname, 'schemas', `${name}.sql`), 'utf8');
}

/** Starts the server; the caller must `stop()` it. */
export async function startSuggestions(): Promise<Suggestions> {
  const postgres = await startPostgres();
  const run = async (url: string, sql: string): Promise<void> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    run,
    async make(name, sql) {
      await run(postgres.url, `create database "${name}"`);
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      await run(url.href, sql);
      await run(url.href, 'analyze');
      return url.href;
    },
    async stranger(url) {
      const reader = new URL(url);
      reader.username = `reader${randomBytes(4).toString('hex')}`;
      reader.password = randomBytes(8).toString('hex');
      await run(url, `create role ${reader.username} login password '${reader.password}'`);
      return reader.href;
    },
    stop: () => postgres.stop(),
  };
}

export interface Suggested extends Proposed {
  /** Statements that the database was sent. */
  statements: number;
}

/** The proposal for a database, on a day that does not change. */
export async function suggestFor(url: string): Promise<Suggested> {
  const database = createDatabase({ source: 'sql', url: () => url, statementTimeoutMs: 10_000, connections: 1 });
  const call = testCall();
  try {
    return { ...(await suggest({ database, today: '2026-11-26', call, say: () => undefined })), statements: call.sentCount };
  } finally {
    await database.close();
  }
}
