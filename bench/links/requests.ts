// What a whole request pays for constraints: gateways, processes of their own over the same pretend systems and the same database,
// a tenant each; asked in turns, so that a busy machine costs all of them.
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

/** Asks `ROUNDS` times of each tenant; median milliseconds of a request that the cache answers. The database has the constraints already. */
export async function costOfRequests<Tenant extends string>(
  databaseUrl: string,
  tenants: readonly Tenant[],
): Promise<Record<Tenant, number>> {
  const sandbox = await startSandbox({ people: 300, postgres: true, limits: 'off' });
  const env = { ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full', DATABASE_URL: databaseUrl };
  const gateways = await Promise.all(
    tenants.map(async (tenant) => ({ tenant, times: [] as number[], ...(await startGatewayProgram({ ...env, TENANT: tenant })) })),
  );
  try {
    const ids = sandbox.world.crm.contacts.flatMap(({ id, archived }) => (archived ? [] : [`hubspot:contact:${id}`])).slice(0, CUSTOMERS);
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const id = ids[(round + WARM_UP) % ids.length];
      for (const { tenant, times, url } of gateways) {
        const began = performance.now();
        const { data, errors } = await ask<{ customer: { identity: { status: string } } | null }>(url, {
          query: QUESTION,
          variables: { id },
        });
        const took = performance.now() - began;
        if (errors !== undefined || data.customer?.identity.status === 'UNVERIFIED')
          throw new Error(`the gateway of ${tenant} did not answer well`);
        if (round >= 0) times.push(took);
      }
    }
    return Object.fromEntries(gateways.map(({ tenant, times }) => [tenant, median(times)])) as Record<Tenant, number>;
  } finally {
    await Promise.all(gateways.map(({ program }) => program.stop()));
    await sandbox.stop();
  }
}

/** Of at least one value. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
