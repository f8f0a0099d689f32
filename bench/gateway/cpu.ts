// What a process has used, by the kernel's books: processor time and memory, its children's included.
import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in ticks of 10 ms on every Linux that Node runs on. */
const TICK_MS = 10;
const UTIME = 11;
const STIME = 12;

/** Milliseconds in user and kernel mode since it started. */
export function cpuMs(pid: number): number {
  return family(pid).reduce((sum, one) => {
    // The name stands in brackets and may hold anything; what follows it is numbers.
    const [, rest = ''] = /^\d+ \(.*\) (.*)$/s.exec(readFileSync(`/proc/${one}/stat`, 'utf8')) ?? [];
    const fields = rest.split(' ');
    return sum + (Number(fields[UTIME]) + Number(fields[STIME])) * TICK_MS;
  }, 0);
}

export interface Memory {
  nowMiB: number;
  /** The most it ever had. */
  peakMiB: number;
}

export function memoryOf(pid: number): Memory {
  const total = { nowMiB: 0, peakMiB: 0 };
  for (const one of family(pid)) {
    const status = readFileSync(`/proc/${one}/status`, 'utf8');
    const read = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) / 1024;
    total.nowMiB += read('VmRSS');
    total.peakMiB += read('VmHWM');
  }
  return total;
}

function family(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(family)];
}
