// A process of its own that uses a state store, for tests that kill processes: tells each thing done in one line, and does what
// it is told on stdin, one order a line. Runs as whoever the test says.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '../../../..');

export interface Holder {
  pid: number;
  /** Sends an order (`say <n> <m>`, `linked <n>`, `close`) and resolves with the answer; rejects when the process ends before. */
  order(text: string): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<void>;
}

const SCRIPT = `
const { openLinkConstraints } = require('./platform/state/constraints/create');
const { createInterface } = require('node:readline');
const silent = { info() {}, warn() {}, error() {} };
const store = openLinkConstraints({ databaseUrl: process.env.URL_OF_TEST || undefined, dataFolder: process.env.FOLDER_OF_TEST }, 'default', silent);
const record = (n) => 'crm:contact:' + n;
const act = {
  say: async (a, b) => (await store.say({ kind: 'LINK', a: record(a), b: record(b), by: 'staff:7', reason: '' })).everywhere,
  linked: async (n) => { const view = await store.current(); return view === null ? 'null' : view.linkedTo(record(n)).join(',') + (view.staleSince === null ? '' : ' stale'); },
  close: () => store.close().then(() => 'closed'),
};
createInterface({ input: process.stdin }).on('line', (line) => {
  const [name, ...args] = line.split(' ');
  act[name](...args).then((answer) => console.log('= ' + answer), (error) => console.log('! ' + error.name + ' ' + (error.cause?.message ?? error.message)));
});
console.log('= here');
`;

export interface HolderOptions {
  dataFolder: string;
  url?: string;
  runAs?: { uid: number; gid: number };
  env?: Record<string, string>;
  /** Where the project's sources lie for it. */
  root?: string;
}

/** Resolves when it is ready for orders; the caller kills it. */
export async function startHolder({ dataFolder, url = '', runAs, env = {}, root = ROOT }: HolderOptions): Promise<Holder> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', '-e', SCRIPT], {
    cwd: root,
    env: { PATH: process.env['PATH'], FOLDER_OF_TEST: dataFolder, URL_OF_TEST: url, ...env },
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
