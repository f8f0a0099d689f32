// Which processes descend from one, and whether they still live: for tests of programs that must leave nobody behind.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RunningProcess {
  pid: number;
  /** Tells it from a later process of the same number. */
  startedAt: string;
  command: string;
}

/** All that live now and descend from `root`, without it. What has ended and only waits for its parent does not count. */
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

type Listed = RunningProcess & { ppid: number };

function list(): Promise<Listed[]> {
  return process.platform === 'linux' ? listOfKernel() : listOfPs();
}

/** A bare Debian has no `ps`, and the kernel says the same: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function listOfKernel(): Promise<Listed[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const listed = await Promise.all(
    pids.map(async (pid): Promise<Listed[]> => {
      try {
        const [stat, cmdline] = await Promise.all([readFile(`/proc/${pid}/stat`, 'utf8'), readFile(`/proc/${pid}/cmdline`, 'utf8')]);
        // Behind the command's name, which may hold anything: state, parent, …, start time (the 22nd field of all).
        const [state, ppid, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const command = cmdline.replaceAll('\0', ' ').trim();
        return state === 'Z' ? [] : [{ pid: Number(pid), ppid: Number(ppid), startedAt: rest[17] ?? '', command }];
      } catch {
        // It ended while it was read.
        return [];
      }
    }),
  );
  return listed.flat();
}

async function listOfPs(): Promise<Listed[]> {
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
