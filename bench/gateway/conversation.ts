// What the benchmark and the process with its subgraphs tell each other.
import { z } from 'zod';

export const order = z.object({ delayMs: z.number().optional(), reset: z.boolean().optional() });
export type Order = z.infer<typeof order>;

export const report = z.discriminatedUnion('kind', [
  /** Where each subgraph listens. */
  z.object({ kind: z.literal('ready'), urls: z.record(z.string(), z.string()) }),
  /** The answer to every order: requests since the last reset, and those of them without the header of a client's request. */
  z.object({ kind: z.literal('counts'), requests: z.number(), unidentified: z.number() }),
]);
export type Report = z.infer<typeof report>;
export type Counts = Extract<Report, { kind: 'counts' }>;
