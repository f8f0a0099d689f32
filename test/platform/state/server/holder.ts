// A process of its own that uses a state store, for tests that kill processes: tells each thing done in one line, and does what
// it is told on stdin, one order a line. Runs as whoever the test says.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundle, type Bundle } from '../../../support/bundle';

export interface Holder {
  pid: number;
  /** Sends an order (`say <n> <m>`, `linked <n>`, `close`) and resolves with the answer; rejects when the process ends before. */
  order(text: string): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<void>;
}

export const bundleHolder = (): Promise<Bundle> => bundle(join(__dirname, 'holder-process.ts'));

export interface HolderOptions {
  dataFolder: string;
  runAs?: { uid: number; gid: number };
  env?: Record<string, string>;
}

/** Resolves when it is ready for orders; the caller kills it. */
export async function startHolder({ path }: Bundle, { dataFolder, runAs, env = {} }: HolderOptions): Promise<Holder> {
  const child: ChildProcess = spawn(process.execPath, [path], {
    env: { PATH: process.env['PATH'], FOLDER_OF_TEST: dataFolder, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(runAs ?? {}),
  });
  const { stdin, stdout, pid } = child;
  if (stdin === null || stdout === null || pid === undefined) throw new Error('the holder did not start');
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: stdout }).on('line', (line) => waiting.shift()?.(line));
  stdin.on('error', () => undefined);
  const answer = (): Promise<string> =>
    new Promise((resolve, reject) => {
      waiting.push((line) => (line.startsWith('= ') ? resolve(line.slice(2)) : reject(new Error(line.slice(2)))));
      void ended.then(() => reject(new Error('the holder has ended')));
    });
  const ready = answer();
  await ready;
  return {
    pid,
    order(text) {
      const answered = answer();
      stdin.write(`${text}\n`);
      return answered;
    },
    kill: (signal) => void child.kill(signal),
    ended,
  };
}
