// How much a process grows by filling its cache with many keys, measured in a process of its own.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const schema = z.object({ heapMiB: z.number(), rssMiB: z.number(), kept: z.array(z.string()) });

export type Filled = z.infer<typeof schema>;

/** What platform/cache/create.ts allows a cache, in MiB. */
export const BUDGET_MIB = 64;
/** Beyond the budget, as a share of it. */
export const MOST_BEYOND = 0.2;

/** `heapMiB` = in use after garbage collection, `rssMiB` = the most that the system had given; `kept` = how the newest and the oldest key are answered afterwards. Rejects where the process fails. */
export async function fillWith(count: number, redisUrl?: string): Promise<Filled> {
  const args = ['--expose-gc', '--import', 'tsx', join(__dirname, 'fill.ts'), String(count), ...(redisUrl === undefined ? [] : [redisUrl])];
  const { stdout } = await run(process.execPath, args);
  return schema.parse(JSON.parse(stdout));
}
