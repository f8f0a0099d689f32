// What is said in one process is known in all as soon as it is said, is never lost, and never contradicts itself.
import { Client } from 'pg';
import { InputError } from '../../../../platform/errors';
import { startPostgres, type RunningPostgres } from '../../../../sandbox/postgres/server';
import { closeStores, openStore, record, word } from '../stores';

let postgres: RunningPostgres;
let tenants = 0;
/** Each test has a tenant of its own. */
let tenant: string;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(() => {
  tenant = `tenant-${(tenants += 1)}`;
});
afterEach(closeStores);

async function ask<Row extends object>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the constraints', () => {
  it('are known to other processes as soon as they are said', async () => {
    const [one, other] = [openStore(postgres.url, tenant), openStore(postgres.url, tenant)];
    expect((await other.current())?.unlinkCount).toBe(0);
    for (let n = 1; n <= 20; n += 1) {
      const { everywhere } = await one.say(word(n % 2 === 0 ? 'LINK' : 'UNLINK', n, 'x'));
      const view = await other.current();
      expect(everywhere).toBe(true);
      expect(view?.staleSince).toBeNull();
      expect(n % 2 === 0 ? view?.linkedTo(record(n)) : view?.unlinkedFrom(record(n))).toEqual([record('x')]);
    }
    const view = await other.current();
    expect(view?.unlinkCount).toBe(10);
    expect([...(view?.linkedTo(record('x')) ?? [])].sort()).toEqual([10, 12, 14, 16, 18, 2, 20, 4, 6, 8].map(record));
  });

  it('are replaced by the later word and taken back, everywhere', async () => {
    const [one, other] = [openStore(postgres.url, tenant), openStore(postgres.url, tenant)];
    await other.current();
    await one.say(word('LINK', 1, 2));
    await one.say(word('UNLINK', 2, 1));
    const view = await other.current();
    expect([view?.linkedTo(record(1)), view?.unlinkedFrom(record(1)), view?.unlinkCount]).toEqual([[], [record(2)], 1]);
    await one.say(word('NONE', 1, 2));
    expect([view?.linkedTo(record(1)), view?.unlinkedFrom(record(1)), view?.unlinkCount]).toEqual([[], [], 0]);
    expect(await one.saidOf([record(1)])).toEqual([]);
    expect(
      await ask(`select kind, a, b, said_by, reason from customer_graph.link_constraint_log where tenant = '${tenant}' order by version`),
    ).toEqual(
      ['LINK', 'UNLINK', 'NONE'].map((kind) => ({ kind, a: record(1), b: record(2), said_by: 'staff:7', reason: 'seen on the phone' })),
    );
  });

  it('are known to a process that begins later', async () => {
    await openStore(postgres.url, tenant).say(word('UNLINK', 1, 2));
    const view = await openStore(postgres.url, tenant).current();
    expect([view?.unlinkedFrom(record(2)), view?.staleSince]).toEqual([[record(1)], null]);
  });

  it('tell who said what of which records, the newest first', async () => {
    const store = openStore(postgres.url, tenant);
    const first = await store.say(word('LINK', 1, 2));
    const second = await store.say(word('UNLINK', 3, 1));
    await store.say(word('LINK', 8, 9));
    expect(await store.saidOf([record(1), record(2)])).toEqual([
      { ...word('UNLINK', 1, 3), at: second.at },
      { ...word('LINK', 1, 2), at: first.at },
    ]);
    expect(await store.saidOf([record(4)])).toEqual([]);
  });

  it('of one tenant are nobody else’s', async () => {
    const stranger = openStore(postgres.url, `${tenant}-other`);
    await stranger.current();
    await openStore(postgres.url, tenant).say(word('LINK', 1, 2));
    expect((await stranger.current())?.linkedTo(record(1))).toEqual([]);
    expect(await stranger.saidOf([record(1)])).toEqual([]);
  });

  it('may only be added to the log, never changed in it', async () => {
    await openStore(postgres.url, tenant).say(word('LINK', 1, 2));
    for (const sql of ['delete from', 'truncate', `update`].map((verb) => `${verb} customer_graph.link_constraint_log`)) {
      await expect(ask(sql.startsWith('update') ? `${sql} set reason = ''` : sql)).rejects.toThrow('only ever added to');
    }
  });
});

describe('a word that contradicts others', () => {
  it('cannot keep apart who is linked by way of others', async () => {
    const store = openStore(postgres.url, tenant);
    for (const n of [1, 2, 3]) await store.say(word('LINK', n, n + 1));
    const refused = store.say(word('UNLINK', 4, 1));
    await expect(refused).rejects.toBeInstanceOf(InputError);
    await expect(refused).rejects.toMatchObject({ extensions: { code: 'CONTRADICTION', candidates: [record(3), record(2)] } });
    expect(await store.saidOf([record(4)])).toHaveLength(1);
    // Their own link is no other way.
    await store.say(word('UNLINK', 4, 3));
    await store.say(word('UNLINK', 4, 1));
  });

  it('cannot link who is kept apart by way of others', async () => {
    const store = openStore(postgres.url, tenant);
    await store.say(word('LINK', 1, 2));
    await store.say(word('LINK', 3, 4));
    await store.say(word('UNLINK', 2, 3));
    const candidates = [record(2), record(3)];
    await expect(store.say(word('LINK', 1, 4))).rejects.toMatchObject({ extensions: { code: 'CONTRADICTION', candidates } });
    await store.say(word('LINK', 3, 2));
    await store.say(word('LINK', 1, 4));
  });

  it('is refused even where both are said at once, in two processes', async () => {
    const [one, other] = [openStore(postgres.url, tenant), openStore(postgres.url, tenant)];
    await one.say(word('LINK', 1, 2));
    const outcomes = await Promise.allSettled([one.say(word('LINK', 2, 3)), other.say(word('UNLINK', 1, 3))]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused after an end where links run in circles', async () => {
    const store = openStore(postgres.url, tenant);
    for (const [a, b] of [
      [1, 2],
      [2, 3],
      [3, 1],
      [3, 4],
    ] as const) {
      await store.say(word('LINK', a, b));
    }
    await expect(store.say(word('UNLINK', 1, 2))).rejects.toMatchObject({ extensions: { candidates: [record(3)] } });
    await expect(store.say(word('UNLINK', 1, 4))).rejects.toMatchObject({ extensions: { candidates: [record(3)] } });
  });
});
