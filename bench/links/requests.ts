// What a whole request pays for a million constraints: two gateways, processes of their own over the same pretend systems and the
// same database, one tenant with none and one with all; asked in turns, so that a busy machine costs both.
import { startSandbox } from '../../sandbox/sandbox';
import { ask } from '../../test/support/ask';
import { SANDBOX_SOURCES } from '../../test/support/graph';
import { startGatewayProgram } from '../../test/support/program';

/** All views and who it is: every domain resolves its records, and every link is weighed. */
const QUESTION = `query ($id: ID!) { customer(id: $id) { id crm { lifecycleStage } sales { orderCount } billing { balance { amount } }
  marketing { lastEngagedAt } support { openTickets } identity { status links { record { id } } } } }`;

const ROUNDS = 400;
const WARM_UP = 100;
const CUSTOMERS = 50;

export interface RequestCosts {
  /** Median milliseconds of a request that the cache answers. */
  empty: number;
  full: number;
}

/** Asks `ROUNDS` times of each. The database has the constraints already, under the tenants `empty` and `full`. */
export async function costOfRequests(databaseUrl: string): Promise<RequestCosts> {
  const sandbox = await startSandbox({ people: 300, postgres: true, limits: 'off' });
  const env = { ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full', DATABASE_URL: databaseUrl };
  const start = async (tenant: string) => startGatewayProgram({ ...env, TENANT: tenant });
  const [empty, full] = await Promise.all([start('empty'), start('full')]);
  try {
    const ids = sandbox.world.crm.contacts.flatMap(({ id, archived }) => (archived ? [] : [`hubspot:contact:${id}`])).slice(0, CUSTOMERS);
    const times = { empty: [] as number[], full: [] as number[] };
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const id = ids[(round + WARM_UP) % ids.length];
      for (const [name, { url }] of Object.entries({ empty, full }) as ['empty' | 'full', { url: string }][]) {
        const began = performance.now();
        const { data, errors } = await ask<{ customer: { identity: { status: string } } | null }>(url, {
          query: QUESTION,
          variables: { id },
        });
        const took = performance.now() - began;
        if (errors !== undefined || data.customer?.identity.status === 'UNVERIFIED')
          throw new Error(`the gateway with ${name} did not answer well`);
        if (round >= 0) times[name].push(took);
      }
    }
    return { empty: median(times.empty), full: median(times.full) };
  } finally {
    await Promise.all([empty.program.stop(), full.program.stop()]);
    await sandbox.stop();
  }
}

/** Of at least one value. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
