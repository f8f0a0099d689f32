// Rounds of kill -9: several processes do runs, one of them is killed at any moment and another one started. Every run must end as it
// should, no step may be asked for again once it was kept, and a key never has two effects.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startPostgres } from '../../../sandbox/postgres/server';
import { startActionVendor } from '../../support/action-vendor';
import { bundle, type Bundle } from '../../support/bundle';
import { until } from '../../support/until';

export interface Worker {
  child: ChildProcess;
  begin(name: string, key: string): void;
  said(): string;
  kill(signal: NodeJS.Signals): void;
}

export interface RoundsResult {
  rounds: number;
  done: number;
  compensated: number;
  /** Runs that ended in another way, or not. */
  wrong: string[];
  /** Keys that were asked for after their step was kept. */
  repeated: string[];
  /** Keys with more than one effect. */
  doubled: string[];
  /** Askings beyond the first, of steps that were not kept yet. */
  askedAgain: number;
  slowestMs: number;
}

export const bundleWorker = (): Promise<Bundle> => bundle(join(__dirname, 'worker.ts'));

/** Ready when it resolves. */
export async function startWorker({ path }: Bundle, env: Record<string, string>): Promise<Worker> {
  const child = spawn(process.execPath, [path], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(() => said.includes('ready') || child.exitCode !== null, 60_000);
  if (!said.includes('ready')) throw new Error('the worker ended at once');
  return {
    child,
    begin: (name, key) => void child.stdin.write(`${name} ${key}\n`),
    said: () => said,
    kill: (signal) => void child.kill(signal),
  };
}

/** `say` hears of each round. */
export async function killRounds(rounds: number, say: (line: string) => void = () => undefined): Promise<RoundsResult> {
  const [postgres, vendor, program] = await Promise.all([startPostgres(), startActionVendor(), bundleWorker()]);
  const env = { DATABASE_URL: postgres.url, VENDOR_URL: vendor.url, KEYS: `test:${randomBytes(32).toString('base64')}` };
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const workers: Worker[] = [];
  const result: RoundsResult = {
    ...{ rounds, done: 0, compensated: 0, wrong: [], repeated: [], doubled: [], askedAgain: 0, slowestMs: 0 },
  };
  try {
    workers.push(...(await Promise.all([startWorker(program, env), startWorker(program, env)])));
    vendor.slow(10);
    for (let round = 0; round < rounds; round += 1) {
      const [fails, name] = [round % 2 === 1, round % 4 < 2 ? 'reversible' : 'pivoting'];
      vendor.fail('fourth', 'refuses', fails && name === 'reversible' ? Infinity : 0);
      vendor.fail('second', 'refuses', fails && name === 'pivoting' ? Infinity : 0);
      const victim = round % workers.length;
      workers[victim]?.begin(name, `round-${round}`);
      await until(() => workers[victim]?.said().includes(`began round-${round} `) === true, 20_000);
      await pause(randomInt(0, 200));
      workers[victim]?.kill('SIGKILL');
      const start = performance.now();
      const next = startWorker(program, env);
      const row = await endOf(client, workers[victim]?.said() ?? '', round);
      result.slowestMs = Math.max(result.slowestMs, performance.now() - start);
      workers[victim] = await next;
      const wanted = fails ? 'COMPENSATED' : 'DONE';
      if (row.state !== wanted) result.wrong.push(`round ${round}: ${row.state} ${row.reason ?? ''}`);
      if (row.state === 'DONE') result.done += 1;
      if (row.state === 'COMPENSATED') result.compensated += 1;
      say(`round ${round}: ${name} ${row.state}`);
    }
    const steps = await client.query<{ key: string; at: Date }>(
      `select operation || ':' || position as key, at from customer_graph.operation_step where at is not null
       union all select operation || ':' || position || ':undo', undone_at from customer_graph.operation_step where undone_at is not null`,
    );
    for (const { key, at } of steps.rows) {
      const times = vendor.askedAt(key);
      if (times.some((time) => time > at.getTime())) result.repeated.push(key);
      result.askedAgain += Math.max(0, times.length - 1);
    }
    const keys = vendor.effects().map((effect) => effect.key);
    result.doubled.push(...keys.filter((key, index) => keys.indexOf(key) !== index));
    return result;
  } finally {
    for (const { child } of workers) child.kill('SIGKILL');
    await client.end();
    await Promise.all([vendor.stop(), postgres.stop(), program.remove()]);
  }
}

async function endOf(client: Client, said: string, round: number): Promise<{ state: string; reason: string | null }> {
  const id = new RegExp(`began round-${round} (\\S+)`).exec(said)?.[1];
  let row = { state: 'nothing', reason: null as string | null };
  await until(async () => {
    const { rows } = await client.query<typeof row & { ended_at: Date | null }>(
      'select state, reason, ended_at from customer_graph.operation where id = $1',
      [id],
    );
    const [found] = rows;
    if (found !== undefined) row = found;
    return found?.ended_at != null;
  }, 20_000).catch(() => undefined);
  return row;
}
