// Changes as processes announce and hear them: one's own tenant's, whole, and as small as PostgreSQL takes them.
import { createStateDatabase, externalServer, type StateDatabase } from '../../../platform/state/database';
import { announcingSink, CHANGES_CHANNEL, createChangeFeed, type Change } from '../../../processes/changes/changes';
import { startEar } from '../../../processes/changes/ear';
import { silentLog } from '../../../platform/log';
import { startPostgres, type RunningPostgres } from '../../../sandbox/postgres/server';
import { until } from '../../support/until';

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

const event = (customer: string, records: string[]) => ({ id: 'e', customer, systems: [], types: [], records, at: '2026-01-01T00:00:00Z' });

it('is heard by its own tenant, and after a lost connection everything may have changed', async () => {
  const feed = createChangeFeed('ours');
  const heard: (Change | null)[] = [];
  const leave = feed.onChange((change) => void heard.push(change));
  const ear = startEar({
    database,
    channels: [CHANGES_CHANNEL],
    heard: (_channel, payload) => feed.heard(payload),
    listening: feed.missed,
    log: silentLog,
  });
  try {
    await until(() => heard.length === 1, 5_000);
    await announcingSink(database, 'theirs').deliver(event('a:b:0', []));
    await announcingSink(database, 'ours').deliver(event('a:b:1', ['c:d:2']));
    await until(() => heard.length === 2, 5_000);
    expect(heard).toEqual([null, { ids: ['a:b:1', 'c:d:2'] }]);
    await database.use((session) =>
      session.query(`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and query in ('select 1', $1)`, [
        `listen ${CHANGES_CHANNEL}`,
      ]),
    );
    await until(() => heard.length === 3, 5_000);
    expect(heard[2]).toBeNull();
    leave();
    await announcingSink(database, 'ours').deliver(event('a:b:1', []));
  } finally {
    await ear.close();
  }
  expect(heard).toHaveLength(3);
});

it('names fewer records where there are too many for one message', async () => {
  const records = Array.from({ length: 1_000 }, (_, n) => `shop:customer:${n}`);
  await announcingSink(database, 'ours').deliver(event('a:b:1', records));
});

it('takes nothing that is no change', () => {
  const feed = createChangeFeed('ours');
  const heard: unknown[] = [];
  feed.onChange((change) => void heard.push(change));
  for (const payload of ['', '{', '{"tenant":"ours"}', '{"tenant":"ours","customer":1,"records":[]}', '{"tenant":"ours","operation":1}'])
    feed.heard(payload);
  expect(heard).toEqual([]);
});
