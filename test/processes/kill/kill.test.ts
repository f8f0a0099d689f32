// kill -9 with real processes on a real PostgreSQL; the short form of `npm run test:kill -- --rounds 200`.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres, type RunningPostgres } from '../../../sandbox/postgres/server';
import { startActionVendor, type ActionVendor } from '../../support/action-vendor';
import type { Bundle } from '../../support/bundle';
import { until } from '../../support/until';
import { bundleWorker, killRounds, startWorker, type Worker } from './rounds';

jest.setTimeout(180_000);

it('ends every run as it should, whenever a process is killed', async () => {
  // Most of a round is waiting until somebody takes over: two lots wait at once. Each holds every kind of run and of end.
  for (const result of await Promise.all([killRounds(4), killRounds(4)]))
    expect(result).toMatchObject({ wrong: [], repeated: [], doubled: [], done: 2, compensated: 2 });
});

describe('of three processes', () => {
  let postgres: RunningPostgres;
  let vendor: ActionVendor;
  let program: Bundle;
  let env: Record<string, string>;
  const workers: Worker[] = [];

  beforeAll(async () => {
    [postgres, vendor, program] = await Promise.all([startPostgres(), startActionVendor(), bundleWorker()]);
    env = { DATABASE_URL: postgres.url, VENDOR_URL: vendor.url, KEYS: `test:${randomBytes(32).toString('base64')}` };
    workers.push(...(await Promise.all([1, 2, 3].map(() => startWorker(program, env)))));
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await Promise.all([vendor.stop(), postgres.stop(), program.remove()]);
  });
  beforeEach(() => vendor.forget());

  const did = (action: string): boolean => vendor.effects().some((effect) => effect.action === action);

  it('a live one takes over from one that was killed, within five seconds', async () => {
    vendor.slow(300);
    workers[0]?.begin('reversible', 'takeover');
    await until(() => did('first'), 10_000);
    workers[0]?.kill('SIGKILL');
    const milliseconds = await until(() => did('fourth'), 20_000);
    // Three steps of 300 ms are left.
    expect(milliseconds).toBeLessThan(5_000 + 3 * 300);
    expect(vendor.effects().map(({ action }) => action)).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('one that starts leaves a live step alone, and one that stood still does nothing twice', async () => {
    vendor.slow(1_500);
    workers[1]?.begin('reversible', 'still');
    await until(() => vendor.askings().size > 0, 10_000).catch(() => undefined);
    await pause(200);
    workers[1]?.kill('SIGSTOP');
    workers.push(await startWorker(program, env));
    await pause(5_000);
    workers[1]?.kill('SIGCONT');
    await until(() => did('fourth'), 30_000);
    expect([...vendor.askings().values()]).toEqual([1, 1, 1, 1]);
  });
});
