// Whether a process lives, and whether it is the one that is meant: numbers are used again. From /proc where there is one, else
// from what a signal that does nothing says.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const HAS_PROC = process.platform === 'linux';

/** Tells a process from a later one of the same number; null = it does not live. Without /proc the same for all that live. */
export function startedAt(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (!HAS_PROC) return lives(pid) ? 'alive' : null;
  // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: state, parent, …, start time (the 22nd field of all).
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // What has ended and waits for its parent to notice does nothing any more.
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** Those that live and work in a folder, as every process of a PostgreSQL does in its data; null = that cannot be known here. */
export function workingIn(folder: string): number[] | null {
  if (!HAS_PROC) return null;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, folder));
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder && startedAt(pid) !== null;
  } catch {
    // Ended, or somebody else's: PostgreSQL's would be ours.
    return false;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
