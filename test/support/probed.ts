// What a running program holds, told by the probe that was loaded into it (probe.cjs): heap after garbage collection, and handles.
import { join } from 'node:path';
import { z } from 'zod';
import type { Program } from './program';
import { until } from './until';

const schema = z.object({
  heapBytes: z.number(),
  /** What keeps the process busy, by kind. */
  handles: z.record(z.string(), z.number()),
  /** Open ones, whoever opened them, and those that listen. */
  sockets: z.number(),
});

export type Probed = z.infer<typeof schema>;

/** To be among the settings of a program that is to be probed. */
export const PROBE: Readonly<Record<string, string>> = { NODE_OPTIONS: `--require ${join(__dirname, 'probe.cjs')}` };

/** Rejects after 10 s without an answer: the program hangs, or has ended. */
export async function probe(program: Program): Promise<Probed> {
  const lines = (): string[] => program.stderr().match(/^probe .*\n/gm) ?? [];
  const before = lines().length;
  program.kill('SIGUSR2');
  await until(() => lines().length > before, 10_000);
  return schema.parse(JSON.parse((lines().at(-1) ?? '').slice('probe '.length)));
}
