// Which processes descend from one, and whether they still live: for tests of programs that must leave nobody behind.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RunningProcess {
  pid: number;
  /** Tells it from a later process of the same number. */
  startedAt: string;
  command: string;
}

/** All that live now and descend from `root`, without it. Asks `ps`; what has ended and only waits for its parent does not count. */
export async function descendantsOf(root: number): Promise<RunningProcess[]> {
  const processes = await list();
  const found: RunningProcess[] = [];
  for (const parents = [root]; parents.length > 0;) {
    const parent = parents.pop();
    for (const child of processes.filter(({ ppid }) => ppid === parent)) {
      found.push(child);
      parents.push(child.pid);
    }
  }
  // The `ps` that was asked may descend from the root as well.
  return found.filter(({ command }) => !/^(\/\S+\/)?ps\b/.test(command));
}

/** Those of `processes` that live still. */
export async function survivorsOf(processes: readonly RunningProcess[]): Promise<RunningProcess[]> {
  const now = new Set((await list()).map(({ pid, startedAt }) => `${pid} ${startedAt}`));
  return processes.filter(({ pid, startedAt }) => now.has(`${pid} ${startedAt}`));
}

async function list(): Promise<(RunningProcess & { ppid: number })[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,stat=,lstart=,args='], {
    maxBuffer: 16 * 1024 * 1024,
    env: { ...process.env, LC_ALL: 'C' },
  });
  return stdout.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\w+ +\w+ +\d+ +[\d:]+ +\d+)\s+(.*)$/.exec(line);
    const [, pid, ppid, state = '', startedAt = '', command = ''] = match ?? [];
    return pid === undefined || state.startsWith('Z') ? [] : [{ pid: Number(pid), ppid: Number(ppid), startedAt, command }];
  });
}
