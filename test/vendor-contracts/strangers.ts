// Points the vendors' official SDKs at a sandbox and gathers what they saw. They live in `strangers/`, a folder with a package and
// a lock file of its own; what the sandbox answers them is recorded and judged like everything else.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

export const STRANGERS = join(__dirname, 'strangers');
const ROOT = resolve(__dirname, '../..');
const checkSchema = z.strictObject({ vendor: z.string(), check: z.string(), fault: z.string().nullable() });

/** One check of one stranger; `fault` null = it went well. */
export type StrangerCheck = z.output<typeof checkSchema>;

/** Installs the SDKs as the lock file has them; at once where that was done. */
export async function installStrangers(): Promise<void> {
  const mark = join(STRANGERS, 'node_modules', '.installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(STRANGERS, 'package-lock.json')))
    .digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: STRANGERS });
  writeFileSync(mark, lock);
}

/** Starts a sandbox of its own that records into `traffic`, lets the strangers meet it, and ends it. */
export async function meetStrangers(traffic: string): Promise<readonly StrangerCheck[]> {
  const sandbox = startProcess(join(ROOT, 'sandbox', 'start.ts'), {
    SANDBOX_TRAFFIC: traffic,
    SANDBOX_PORT: '0',
    SANDBOX_PERSON_COUNT: '400',
    SANDBOX_OUTPUT: 'json',
  });
  try {
    const [ready] = await linesOf(sandbox, 1);
    const { env } = z.object({ env: z.record(z.string(), z.string()) }).parse(JSON.parse(ready ?? 'null'));
    const strangers = startProcess(join(STRANGERS, 'run.ts'), { STRANGERS_SETTINGS: JSON.stringify(env) });
    const lines = (await linesOf(strangers, Infinity)).filter((line) => line.startsWith('{"vendor"'));
    return lines.map((line) => checkSchema.parse(JSON.parse(line)));
  } finally {
    sandbox.kill('SIGTERM');
  }
}

function startProcess(script: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
}

/** The first lines that a process prints, or all until it ends; rejects where it ends without one. */
async function linesOf({ stdout }: ChildProcess, most: number): Promise<readonly string[]> {
  if (stdout === null) throw new Error('a process without an output');
  const lines: string[] = [];
  for await (const line of createInterface({ input: stdout })) {
    lines.push(line);
    if (lines.length === most) break;
  }
  if (lines.length === 0) throw new Error('a process said nothing');
  return lines;
}
