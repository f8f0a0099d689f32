// Where the suite of runs is at home: in this process on our own embedded PostgreSQL, and in three processes on an external one, which
// are asked in turn, so that what one began is looked at, tried again and cancelled by another.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseCacheKeys } from '../../../platform/cache/keys';
import { InputError } from '../../../platform/errors';
import { silentLog } from '../../../platform/log';
import type { StateServer } from '../../../platform/state/database';
import { openStateServer } from '../../../platform/state/open';
import { startRuns, type Runs } from '../../../processes/runs/runs';
import { createSeal } from '../../../processes/runs/seal';
import { startPostgres } from '../../../sandbox/postgres/server';
import { offering, performAt } from '../../support/action-vendor';
import { freshDataFolder } from '../../support/data-folder';
import { ACTIONS, known, pivoting, reversible, SOURCE } from '../trials';

/** What the suite asks of runs. */
export type AskedRuns = Pick<Runs, 'ask' | 'get' | 'list' | 'retry' | 'cancel'>;

export interface House {
  runs: AskedRuns;
  close(): Promise<void>;
}

/** One call of a process that does runs, in one line; the answer has the same `id`. */
export interface Call {
  id: number;
  method: keyof AskedRuns;
  argument: unknown;
}

export type Answer = { id: number; value: unknown } | { id: number; message: string; extensions: { code: string } };

const PROCESSES = 3;

/** Runs over the trial processes, acting at that vendor. */
export function startTrialRuns(server: StateServer, vendor: string, keys: string): Promise<Runs> {
  const seal = createSeal(parseCacheKeys(keys).secrets);
  return startRuns({
    ...{ server, tenant: 'default', seal: () => seal, log: silentLog },
    ...{ processes: [reversible, pivoting], ask: known, perform: performAt(vendor), offers: offering([SOURCE], ACTIONS) },
    backoffMs: () => 20,
  });
}

export const HOUSES: Readonly<Record<string, (vendor: string) => Promise<House>>> = {
  'our own embedded PostgreSQL': async (vendor) => {
    const dataFolder = freshDataFolder();
    const runs = await startTrialRuns(openStateServer({ databaseUrl: undefined, dataFolder }), vendor, newKeys());
    return {
      runs,
      async close() {
        await runs.close();
        await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
      },
    };
  },
  'an external PostgreSQL, three processes': async (vendor) => {
    const postgres = await startPostgres();
    const env = { DATABASE_URL: postgres.url, VENDOR_URL: vendor, KEYS: newKeys() };
    const workers = await Promise.all(Array.from({ length: PROCESSES }, () => startWorker(env)));
    return {
      runs: inTurn(workers),
      async close() {
        for (const { child } of workers) child.kill('SIGKILL');
        await postgres.stop();
      },
    };
  },
};

function newKeys(): string {
  return `test:${randomBytes(32).toString('base64')}`;
}

interface Worker {
  child: ChildProcess;
  call<Value>(method: keyof AskedRuns, argument: unknown): Promise<Value>;
}

async function startWorker(env: Record<string, string>): Promise<Worker> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'worker.ts')], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  const ended = new Promise<never>((_, reject) => child.once('exit', () => reject(new Error('a process that does runs has ended'))));
  // Told by whichever call waits for it.
  ended.catch(() => undefined);
  const ready = new Promise<void>((resolve) => waiting.set(0, () => resolve()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  await Promise.race([ready, ended]);
  return {
    child,
    async call<Value>(method: keyof AskedRuns, argument: unknown): Promise<Value> {
      const call: Call = { id: (last += 1), method, argument };
      const answered = new Promise<Answer>((resolve) => waiting.set(call.id, resolve));
      child.stdin.write(`${JSON.stringify(call)}\n`);
      const answer = await Promise.race([answered, ended]);
      if ('message' in answer) throw new InputError(answer.message, answer.extensions);
      return answer.value as Value;
    },
  };
}

function inTurn(workers: readonly Worker[]): AskedRuns {
  let turn = 0;
  const call = <Value>(method: keyof AskedRuns, argument: unknown): Promise<Value> => {
    const worker = workers[(turn += 1) % workers.length];
    if (worker === undefined) throw new Error('nobody to ask');
    return worker.call(method, argument);
  };
  return {
    ask: (asked) => call('ask', asked),
    get: (id) => call('get', id),
    list: (filter) => call('list', filter),
    retry: (id) => call('retry', id),
    cancel: (id) => call('cancel', id),
  };
}
