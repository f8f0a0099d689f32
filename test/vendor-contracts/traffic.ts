// The recorded exchanges of all emulators, read back from the folder that SANDBOX_TRAFFIC named. Who asked decides what is
// judged: requests of our connectors, but the answers to everybody.
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { isObject } from './json';
import type { Exchange } from '../../sandbox/http/traffic';

/** An exchange as it is read back: faults are what a sandbox of any version calls them. */
export type Recorded = Omit<Exchange, 'fault'> & { readonly fault: string | null };

const exchangeSchema: z.ZodType<Recorded> = z.strictObject({
  vendor: z.string(),
  method: z.string(),
  path: z.string(),
  query: z.string(),
  requestHeaders: z.record(z.string(), z.string()),
  requestBody: z.string(),
  status: z.number(),
  fault: z.string().nullable(),
  answerHeaders: z.record(z.string(), z.string()),
  answer: z.unknown(),
});

/** As the product's HTTP client calls itself. */
const CONNECTOR = 'customer-graph';
/** Faults that answer as the vendor refuses; all others answer in words that the vendor never used. */
const REFUSALS = /^\d{3}$/;

/** Each exchange of a folder, by file name; one that cannot be read throws. */
export async function* readTraffic(folder: string): AsyncGenerator<Recorded> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  for (const file of files) {
    const lines = createInterface({ input: createReadStream(join(folder, file)), crlfDelay: Infinity });
    for await (const line of lines) if (line !== '') yield exchangeSchema.parse(JSON.parse(line));
  }
}

/** Whether one of our connectors asked; anybody else may ask wrongly on purpose. */
export function isConnectors({ requestHeaders }: Recorded): boolean {
  return requestHeaders['user-agent'] === CONNECTOR;
}

/** Whether the pretend vendor answered in its own words. */
export function isAnswered({ status, fault }: Recorded): boolean {
  return status !== 0 && (fault === null || REFUSALS.test(fault));
}

/** Whether the emulator kept back an answer of its own that contradicts what it knows of its vendor. */
export function isBroken({ status, answer }: Recorded): boolean {
  return status === 500 && isObject(answer) && 'sandboxError' in answer;
}

/** The vendors that a folder has recordings of. */
export async function vendorsOf(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  return [...new Set(names.map((name) => name.replace(/-\d+\.jsonl$/, '')))];
}
