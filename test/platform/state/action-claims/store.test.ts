// One deed is done by one process at a time, on a real PostgreSQL: others wait, as long as somebody waits for them; whoever died holds up
// nobody longer than the lease; and what is kept of it tells nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres, type RunningPostgres } from '../../../../sandbox/postgres/server';
import { createPatience, type Patience } from '../../../../platform/request/patience';
import type { ActionClaims } from '../../../../platform/state/action-claims/port';
import { createActionClaims } from '../../../../platform/state/action-claims/store';
import { createStateDatabase, externalServer, type StateDatabase } from '../../../../platform/state/database';

jest.setTimeout(60_000);

const KEY = 'ada.canary@planted.example';
let server: RunningPostgres;
let databases: StateDatabase[];
let claims: ActionClaims[];

beforeAll(async () => {
  server = await startPostgres();
  databases = [1, 2, 3].map(() => createStateDatabase(externalServer(server.url)));
  claims = databases.map((database) => createActionClaims({ database, tenant: 'default' }));
});
afterAll(async () => {
  await Promise.all((claims ?? []).map((one) => one.close()));
  await server?.stop();
});

const deedOf = (key: string) => ({ source: 'acme', action: 'createTask', key });
const rows = () => databases[0]?.use((session) => session.query('select * from customer_graph.action_claim'));

function during<T>(process: number, key: string, work: () => Promise<T>, patience: Patience = createPatience(10_000)): Promise<T> {
  const one = claims[process];
  if (one === undefined) throw new Error('no such process');
  return one.during(deedOf(key), patience, work);
}

/** Begun, and ended when it is told to. */
async function held(process: number, key: string): Promise<{ end(): Promise<void> }> {
  let finish: () => void = () => undefined;
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((begun) => {
    done = during(process, key, () => {
      begun();
      return new Promise<void>((resolve) => (finish = resolve));
    });
  });
  return {
    end() {
      finish();
      return done;
    },
  };
}

it('is done by one at a time, whoever they are', async () => {
  let [inside, most] = [0, 0];
  const done = await Promise.all(
    [0, 1, 2, 0, 1, 2].map((process, index) =>
      during(process, 'one', async () => {
        most = Math.max(most, (inside += 1));
        await pause(20);
        inside -= 1;
        return index;
      }),
    ),
  );
  expect([most, done]).toEqual([1, [0, 1, 2, 3, 4, 5]]);
  expect(await rows()).toEqual([]);
});

it('keeps nobody waiting who does something else, or is another tenant', async () => {
  const first = await held(0, 'one');
  const other = createActionClaims({ database: createStateDatabase(externalServer(server.url)), tenant: 'house' });
  try {
    const soon = createPatience(2_000);
    expect(await during(1, 'two', () => Promise.resolve('another key'), soon)).toBe('another key');
    expect(await other.during(deedOf('one'), soon, () => Promise.resolve('another tenant'))).toBe('another tenant');
    const at = claims[1]?.during({ ...deedOf('one'), source: 'house' }, soon, () => Promise.resolve('another source'));
    expect(await at).toBe('another source');
    soon.release();
  } finally {
    await first.end();
    await other.close();
  }
});

it('waits no longer than anybody waits for it, and has begun nothing then', async () => {
  const first = await held(0, 'one');
  let begun = false;
  const waiting = during(1, 'one', () => Promise.resolve((begun = true)), createPatience(300));
  await expect(waiting).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT', source: 'acme' });
  await first.end();
  expect(begun).toBe(false);
});

it('lets the next one in after a failure, which it tells', async () => {
  await expect(during(0, 'one', () => Promise.reject(new Error('the vendor failed')))).rejects.toThrow('the vendor failed');
  expect(await during(1, 'one', () => Promise.resolve('again'))).toBe('again');
});

it('goes on once the lease of a process that was killed is over, and not before', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'holder.ts')], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: server.url, KEY: 'killed', WITHIN_MS: '1000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const [row] = (await rows()) ?? [];
  const until: unknown = row?.['claimed_until'];
  if (!(until instanceof Date)) throw new Error('no lease');
  await during(1, 'killed', () => Promise.resolve());
  expect(Date.now()).toBeGreaterThanOrEqual(until.getTime() - 50);
  // The time that anybody waited for it, two seconds to break off, and a look.
  expect(Date.now() - until.getTime()).toBeLessThan(1_500);
  expect(await rows()).toEqual([]);
});

it('keeps nothing that tells whom or what it is about', async () => {
  const first = await held(0, KEY);
  const kept = (await rows()) ?? [];
  expect(kept).toMatchObject([
    { tenant: 'default', source: 'acme', action: 'createTask', key_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  expect(JSON.stringify(kept)).not.toMatch(/ada|canary|planted/);
  await first.end();
});

it('takes along what dead processes left long ago', async () => {
  await databases[0]?.use((session) =>
    session.query(
      `insert into customer_graph.action_claim values
       ('default', 'acme', 'a', 'old', gen_random_uuid(), now() - interval '2 hours'), ('default', 'acme', 'a', 'new', gen_random_uuid(), now())`,
    ),
  );
  await during(0, 'one', () => Promise.resolve());
  expect(await rows()).toMatchObject([{ key_hash: 'new' }]);
});

it('begins nothing while the database does not answer, and may be asked again', async () => {
  const away = createActionClaims({ database: createStateDatabase(externalServer('postgres://127.0.0.1:9/none')), tenant: 'default' });
  let begun = false;
  const asked = away.during(deedOf('one'), createPatience(5_000), () => Promise.resolve((begun = true)));
  await expect(asked).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', source: 'acme' });
  expect(begun).toBe(false);
  await away.close();
});

it('waits for nobody where nothing was ever stored', async () => {
  const none = { exists: () => false, url: () => Promise.reject(new Error('asked')), close: () => Promise.resolve() };
  const alone = createActionClaims({ database: createStateDatabase(none), tenant: 'default' });
  expect(await alone.during(deedOf('one'), createPatience(5_000), () => Promise.resolve('done'))).toBe('done');
  await alone.close();
});
