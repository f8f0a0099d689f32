// What PROCESSES=on costs: a built gateway without and with it, each started a second time on what the first start left, with our own
// PostgreSQL beside it. Memory as the kernel counts it, time until a question about processes is answered.
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { workingIn } from '../../../platform/state/server/processes';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox';
import { ask } from '../../support/ask';
import { freshDataFolder } from '../../support/data-folder';
import { SANDBOX_SOURCES } from '../../support/graph';
import { startGatewayProgram, type Program } from '../../support/program';
import { until } from '../../support/until';

/** Resident is what `ps` says, and counts what processes share once for each; proportional counts it once in all. */
export interface Memory {
  residentMiB: number;
  proportionalMiB: number;
}

export interface Footprint {
  gateway: Memory;
  /** null = there is none. */
  postgres: Memory | null;
  /** From the program's start until it has answered. */
  startMs: number;
}

export interface Footprints {
  off: Footprint[];
  on: Footprint[];
}

/** Garbage of the start is gone by then, and connections that nobody uses are closed. */
const REST_MS = 6_000;
const QUESTIONS = 40;

/** So many pairs, one after the other; `say` hears of each. Linux only: the figures are those of /proc. */
export async function measureFootprints(rounds: number, say: (line: string) => void = () => undefined): Promise<Footprints> {
  const sandbox = await startSandbox({ people: 200, postgres: false, limits: 'off' });
  const found: Footprints = { off: [], on: [] };
  const folders = { off: freshDataFolder(), on: freshDataFolder() };
  try {
    // The first start makes the database.
    await (await startAt(sandbox, 'on', folders.on)).program.stop();
    for (let round = 0; round < rounds; round += 1) {
      for (const processes of ['off', 'on'] as const) {
        const one = await measure(sandbox, processes, folders[processes]);
        found[processes].push(one);
        say(`${processes}: ${JSON.stringify(one)}`);
      }
    }
    return found;
  } finally {
    await sandbox.stop();
    for (const folder of Object.values(folders)) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

type Switch = keyof Footprints;

async function startAt(sandbox: Sandbox, processes: Switch, dataFolder: string): Promise<{ url: string; program: Program; ms: number }> {
  const start = performance.now();
  const { url, program } = await startGatewayProgram({
    ...{ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', AUDIT: 'off' },
    ...{ PROCESSES: processes, DATA_FOLDER: dataFolder, NODE_OPTIONS: '--max-semi-space-size=64' },
  });
  const query = processes === 'on' ? '{ processes { name } }' : '{ __typename }';
  await until(async () => (await ask(url, { query })).errors === undefined, 30_000);
  return { url, program, ms: performance.now() - start };
}

async function measure(sandbox: Sandbox, processes: Switch, dataFolder: string): Promise<Footprint> {
  const { url, program, ms } = await startAt(sandbox, processes, dataFolder);
  try {
    const contacts = sandbox.world.crm.contacts;
    for (let n = 0; n < QUESTIONS; n += 1) {
      const query = 'query ($id: ID!) { customer(id: $id) { displayName support { openTickets } } }';
      await ask(url, { query, variables: { id: `hubspot:contact:${contacts[n % contacts.length]?.id ?? ''}` } });
    }
    await pause(REST_MS);
    const servers = workingIn(join(dataFolder, 'pg', 'cluster', 'data')) ?? [];
    return { gateway: memoryOf([program.pid]), postgres: servers.length === 0 ? null : memoryOf(servers), startMs: ms };
  } finally {
    await program.stop();
  }
}

/** https://docs.kernel.org/filesystems/proc.html: Rss and Pss of /proc/<pid>/smaps_rollup, in kB. */
function memoryOf(pids: readonly number[]): Memory {
  const sum = (name: string): number =>
    pids.reduce((total, pid) => {
      const [, kB = '0'] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
      return total + Number(kB) / 1_024;
    }, 0);
  return { residentMiB: sum('Rss'), proportionalMiB: sum('Pss') };
}

/** The middle one. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
