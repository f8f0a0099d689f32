// The tables are made once however many processes come at once, and nobody works on tables they do not know.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateError } from '../../../platform/errors';
import { wordsOf } from '../../../platform/state/fault';
import { grantUse } from '../../../platform/state/grant';
import { migrate, readMigrations, type Migration } from '../../../platform/state/migrate';
import { openSession, type Session } from '../../../platform/state/session';
import { startPostgres, type RunningPostgres } from '../../../sandbox/postgres/server';
import { closeStores, openStore, record, word } from './stores';

let postgres: RunningPostgres;
let url: string;
let databases = 0;
const sessions: Session[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  const name = `state_${(databases += 1)}`;
  await (await open(postgres.url)).query(`create database ${name}`);
  url = postgres.url.replace(/postgres$/, name);
});
afterEach(async () => {
  await closeStores();
  await Promise.all(sessions.splice(0).map((session) => session.end()));
});

async function open(at: string): Promise<Session> {
  const session = await openSession(at);
  sessions.push(session);
  return session;
}

function as(role: string): string {
  const target = new URL(url);
  target.username = role;
  target.password = 'secret';
  return target.href;
}

/** One more than there are. */
function withNext(sql = 'create table customer_graph.next ()'): Migration[] {
  const known = readMigrations();
  return [...known, { number: known.length + 1, name: 'next', sql, checksum: 'x' }];
}

describe('migrations', () => {
  it('run once each, in order, where many come at once', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => open(url)));
    const done = await Promise.all(all.map((session) => migrate(session)));
    expect(done.flat()).toEqual(readMigrations().map(({ name }) => name));
    const [session] = all;
    expect(await session?.query('select number, name from customer_graph.migration order by number')).toEqual(
      readMigrations().map(({ number, name }) => ({ number, name })),
    );
  });

  it('run on from where they were, and leave nothing of one that fails', async () => {
    const session = await open(url);
    await migrate(session);
    await expect(migrate(session, withNext('create table customer_graph.half (); select 1/0'))).rejects.toThrow('division by zero');
    expect(await session.query("select to_regclass('customer_graph.half') as half")).toEqual([{ half: null }]);
    expect(await migrate(session, withNext())).toEqual(['next']);
  });

  it('refuse a database that is newer than the program, or was made by other files', async () => {
    const session = await open(url);
    await migrate(session, withNext());
    await expect(migrate(session)).rejects.toThrow('made by a newer version');
    const failure = await openStore(url)
      .saidOf([record(1)])
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StateError);
    expect(wordsOf(failure)).toBe('the state database was made by a newer version of this program: update the program');
    const changed = withNext().map((migration) => ({ ...migration, checksum: `${migration.checksum}!` }));
    await expect(migrate(session, changed)).rejects.toThrow('migration 1 of the state database is not the one of this program');
  });

  it('are no matter for a role that may not change tables, once they have run', async () => {
    const session = await open(url);
    await session.query(`create role worker${databases} login password 'secret'`);
    const store = openStore(as(`worker${databases}`));
    const failure = await store.say(word('LINK', 1, 2)).catch((error: unknown) => error);
    expect(wordsOf(failure)).toMatch(/^the state database lacks tables .* npm run state:migrate/);
    await migrate(session);
    await grantUse(session, `worker${databases}`);
    const reader = openStore(as(`worker${databases}`));
    await reader.current();
    expect(await store.say(word('LINK', 1, 2))).toMatchObject({ everywhere: true });
    expect((await reader.current())?.linkedTo(record(1))).toEqual([record(2)]);
    expect(await reader.saidOf([record(1)])).toHaveLength(1);
  });

  it('are numbered without gaps', () => {
    const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    try {
      writeFileSync(join(folder, '0001_one.sql'), 'select 1;\r\n');
      const [unix] = readMigrations(folder);
      writeFileSync(join(folder, '0001_one.sql'), 'select 1;\n');
      expect(readMigrations(folder)).toEqual([unix]);
      writeFileSync(join(folder, '0003_three.sql'), '');
      expect(() => readMigrations(folder)).toThrow('0003_three.sql');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it('a database that cannot be used is described by codes, never by values', async () => {
  for (const [wrong, words] of [
    [url.replace(/:[\w-]+@/, ':secret@'), 'SQLSTATE 28P01'],
    ['postgresql://secret:secret@127.0.0.1:1/secret', 'ECONNREFUSED'],
    [url.replace(/\w+$/, 'secret'), 'SQLSTATE 3D000'],
  ] as const) {
    const failure = await openStore(wrong)
      .saidOf([record(1)])
      .catch((error: unknown) => error);
    expect([wordsOf(failure), failure instanceof Error && failure.message.includes('secret')]).toEqual([words, false]);
  }
});
