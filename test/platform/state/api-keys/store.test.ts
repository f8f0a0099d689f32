// API keys on a real PostgreSQL, each store as a process of its own would have one.
import { setTimeout as pause } from 'node:timers/promises';
import { silentLog } from '../../../../platform/log';
import { createKey, listKeys, revokeKey, rotateKey, type NewKey } from '../../../../platform/state/api-keys/change';
import type { ApiKeys } from '../../../../platform/state/api-keys/port';
import { createApiKeys } from '../../../../platform/state/api-keys/store';
import { createStateDatabase, externalServer } from '../../../../platform/state/database';
import { startPostgres, type RunningPostgres } from '../../../../sandbox/postgres/server';
import { startStatementCounter } from '../../../support/statement-counter';
import { until } from '../../../support/until';

const NEVER: NewKey = { name: 'billing export', scopes: ['read:billing'], policies: ['vip'], expiresAt: null };

let postgres: RunningPostgres;
let tenants = 0;
let tenant: string;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(() => {
  tenant = `tenant-${(tenants += 1)}`;
});
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

function store(url = postgres.url, of = tenant, now?: () => number): ApiKeys {
  const database = createStateDatabase(externalServer(url));
  const keys = createApiKeys({ database, tenant: of, log: silentLog, ...(now === undefined ? {} : { now }) });
  open.push(keys);
  return keys;
}

async function changing<T>(work: (session: Parameters<typeof createKey>[0]) => Promise<T>): Promise<T> {
  const database = createStateDatabase(externalServer(postgres.url));
  try {
    return await database.use(work);
  } finally {
    await database.close();
  }
}

const make = (key: Partial<NewKey> = {}, of = tenant) => changing((session) => createKey(session, of, { ...NEVER, ...key }));
const holder = async (keys: ApiKeys, text: string) => (await keys.current())?.holderOf(text);

test('a key lets its holder in, in every process, and is kept nowhere', async () => {
  const before = store();
  expect(await holder(before, 'cg_0123456789abcdef_'.padEnd(63, 'a'))).toBe('unknown');
  const { id, text } = await make();
  await until(async () => typeof (await holder(before, text)) === 'object', 1_000);
  expect(await holder(store(), text)).toMatchObject({ id, name: 'billing export', scopes: ['read:billing'], policies: ['vip'] });
  expect(before.state()).toBe('API keys are current');
  const rows = await changing((session) => session.query('select k::text as row from customer_graph.api_key k'));
  expect(JSON.stringify(rows)).not.toContain(text.slice(20));
});

test('nobody else is let in', async () => {
  const { text } = await make();
  const keys = store();
  const wrong = text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');
  expect([await holder(keys, text.slice(0, 25) + 'x'.repeat(38)), await holder(keys, wrong)]).toEqual(['wrong', 'wrong']);
  for (const none of ['', 'cg_', text.slice(1), `${text}a`, text.toUpperCase()]) expect(await holder(keys, none)).toBe('unknown');
});

test('a revoked key is refused within a second in every process', async () => {
  const { id, text } = await make();
  const processes = [store(), store(), store()];
  for (const one of processes) expect(await holder(one, text)).toMatchObject({ id });
  await changing((session) => revokeKey(session, tenant, id));
  const revokedAt = performance.now();
  await until(async () => (await Promise.all(processes.map((one) => holder(one, text)))).every((said) => said === 'revoked'), 2_000);
  expect(performance.now() - revokedAt).toBeLessThan(1_000);
  await expect(changing((session) => revokeKey(session, tenant, id))).rejects.toThrow('no API key');
});

test('a key ends when it was said to, whatever the database does', async () => {
  const { text } = await make({ expiresAt: new Date(Date.now() + 60_000) });
  let clock = Date.now();
  const keys = store(postgres.url, tenant, () => clock);
  expect(await holder(keys, text)).toMatchObject({ name: 'billing export' });
  clock += 61_000;
  expect(await holder(keys, text)).toBe('expired');
});

test('a rotated key has a successor that may the same, and counts for a while', async () => {
  const old = await make({ expiresAt: new Date(Date.now() + 3_600_000) });
  const keys = store();
  const next = await changing((session) => rotateKey(session, tenant, old.id, 300));
  expect(next.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  await until(async () => typeof (await holder(keys, next.text)) === 'object', 1_000);
  expect(await holder(keys, next.text)).toMatchObject({ scopes: ['read:billing'], policies: ['vip'] });
  await pause(350);
  expect(await holder(keys, old.text)).toBe('expired');
  await expect(changing((session) => rotateKey(session, tenant, old.id, 300))).rejects.toThrow('no API key');
  expect((await changing((session) => listKeys(session, tenant))).map(({ id }) => id)).toEqual([next.id, old.id]);
});

test('two tenants on one PostgreSQL never meet', async () => {
  const other = `${tenant}-other`;
  const { id, text } = await make();
  const theirs = store(postgres.url, other);
  expect(await holder(theirs, text)).toBe('unknown');
  expect(await changing((session) => listKeys(session, other))).toEqual([]);
  await expect(changing((session) => revokeKey(session, other, id))).rejects.toThrow('no API key');
  // Not even a row that was copied.
  const version = `nextval('customer_graph.api_key_version_seq')`;
  await changing((session) =>
    session.query(
      `insert into customer_graph.api_key (tenant, id, name, verifier, scopes, policies, version)
       select $1, id, name, verifier, scopes, policies, ${version} from customer_graph.api_key where tenant = $2`,
      [other, tenant],
    ),
  );
  expect(await holder(store(postgres.url, other), text)).toBe('wrong');
});

test('while the database is down the last known keys count; where none are known nobody can tell', async () => {
  const { text } = await make();
  const wire = await startStatementCounter(postgres.url);
  open.push({ close: () => wire.stop() });
  const keys = store(wire.url);
  expect(await holder(keys, text)).toMatchObject({ name: 'billing export' });
  wire.set('cut');
  await until(() => keys.state().includes('does not answer'), 5_000);
  expect(await holder(keys, text)).toMatchObject({ name: 'billing export' });
  const late = store(wire.url);
  expect(await late.current()).toBeNull();
  expect(late.state()).toContain('never read');
});

test('where no database was ever made there is no key, and none is made', async () => {
  const server = { exists: () => false, url: () => Promise.reject(new Error('nobody asked')), close: () => Promise.resolve() };
  const keys = createApiKeys({ database: createStateDatabase(server), tenant, log: silentLog });
  expect(await holder(keys, 'cg_0123456789abcdef_'.padEnd(63, 'a'))).toBe('unknown');
  await keys.close();
});
