// Which processor cores the two sides run on, and how a process is put there. Linux only: `taskset`, and the books of /proc.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Cores {
  /** Of the gateway that is measured. */
  gateway: number;
  /** Of the subgraphs and the load. */
  others: number;
}

/** The first two that this process may use. Throws where there are no two. */
export function chooseCores(): Cores {
  if (process.platform !== 'linux') throw new Error('this benchmark reads /proc and pins with taskset: it runs on Linux only');
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  const cores = list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  const [gateway, others] = cores;
  if (gateway === undefined || others === undefined) throw new Error('this benchmark needs two processor cores');
  return { gateway, others };
}

/** This process with all of its threads, and whatever it starts without saying otherwise. */
export function pinMyself(core: number): void {
  execFileSync('taskset', ['-acp', String(core), String(process.pid)], { stdio: 'ignore' });
}

/** The command line that starts Node with these arguments on that core; the process it starts is Node's own. */
export function pinned(core: number, args: readonly string[]): { command: string; args: string[] } {
  return { command: 'taskset', args: ['-c', String(core), process.execPath, ...args] };
}
