// What vendors told, as it is kept: once, of two transactions at once too, and no longer than a vendor may send it again.
import { createStateDatabase, externalServer, type StateDatabase } from '../../../../platform/state/database';
import { forgetSeen, receiveEvents } from '../../../../platform/state/events/receive';
import { startPostgres, type RunningPostgres } from '../../../../sandbox/postgres/server';

let postgres: RunningPostgres;
let database: StateDatabase;
beforeAll(async () => {
  postgres = await startPostgres();
  database = createStateDatabase(externalServer(postgres.url));
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

const hint = (cause: string) => ({
  cause,
  source: 'acme',
  record: 'acme:contact:1',
  type: 'crm.contact.updated',
  at: new Date().toISOString(),
});
const receive = (tenant: string, ...ids: string[]): Promise<number> =>
  database.use((session) =>
    receiveEvents(session, { tenant, source: 'acme', events: ids.map((id) => ({ id, hints: [hint(`${tenant} ${id}`)] })) }),
  );
const count = async (table: string, tenant: string): Promise<number> => {
  const [row] = await database.use((session) =>
    session.query<{ count: string }>(`select count(*) from customer_graph.${table} where tenant = $1`, [tenant]),
  );
  return Number(row?.count);
};

it('tells how many are new, and keeps those alone', async () => {
  expect(await receive('once', 'a', 'b')).toBe(2);
  expect(await receive('once', 'b', 'c')).toBe(1);
  expect(await Promise.all(Array.from({ length: 8 }, () => receive('once', 'd', 'e')))).toEqual(
    expect.arrayContaining([2, 0, 0, 0, 0, 0, 0, 0]),
  );
  expect([await count('webhook_seen', 'once'), await count('outbox', 'once')]).toEqual([5, 5]);
});

it('forgets what is older than so many days, a bounded number at a time, of its own tenant', async () => {
  const ids = Array.from({ length: 10 }, (_, index) => `old ${index}`);
  await receive('ours', 'young', ...ids);
  await receive('theirs', ...ids);
  await database.use((session) =>
    session.query(`update customer_graph.webhook_seen set seen_at = now() - interval '31 days' where event_id like 'old %'`),
  );
  const forget = (most: number): Promise<void> => database.use((session) => forgetSeen(session, 'ours', { days: 30, most }));
  await forget(4);
  expect(await count('webhook_seen', 'ours')).toBe(7);
  await forget(100);
  expect([await count('webhook_seen', 'ours'), await count('webhook_seen', 'theirs')]).toEqual([1, 10]);
  // What waits to be told is not forgotten with it.
  expect(await count('outbox', 'ours')).toBe(11);
});
