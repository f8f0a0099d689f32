// What each part of the benchmark stands on: the pretend vendors in this process, the built gateway in one of its own, and a Redis. Also
// how a bar is told: `ok` or `MISSED`, never softer.
import { randomBytes } from 'node:crypto';
import type { Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES } from '../../test/support/graph';
import { startGatewayProgram } from '../../test/support/program';
import { until } from '../../test/support/until';

/** Vendors that answer over HTTP; the database of the house is left out where the time of a vendor matters. */
export const VENDORS = ['hubspot', 'shopify', 'stripe', 'klaviyo', 'zendesk'] as const;
export type Vendor = (typeof VENDORS)[number];

export interface Gateway {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** A gateway on those vendors with an empty cache; `env` as a person would set it. */
export async function startGateway(env: Readonly<Record<string, string>>): Promise<Gateway> {
  const { url, program } = await startGatewayProgram({ ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', CACHE_MODE: 'full', ...env });
  if (env['REDIS_URL'] !== undefined) {
    await until(async () => (await (await fetch(`${url}/health`)).text()).includes('"redis"'), 5_000).catch(async (error: unknown) => {
      await program.stop();
      throw error;
    });
  }
  return { url, pid: program.pid, stop: () => program.stop() };
}

export function freshKeys(): string {
  return `a:${randomBytes(32).toString('base64')}`;
}

/** Every answer of those vendors is held back as long; 0 = not at all. */
export function slowDown(sandbox: Sandbox, ms: number, vendors: readonly Vendor[] = VENDORS): void {
  for (const name of vendors) {
    sandbox[name].faults.clear();
    if (ms > 0) sandbox[name].faults.set({ mode: 'latency', ms });
  }
}

/** Ids of contacts that are still there, in the order of the CRM. */
export function contactIds({ world }: Sandbox): string[] {
  return world.crm.contacts.flatMap(({ id, archived }) => (archived ? [] : [`hubspot:contact:${id}`]));
}

let missed = 0;

/** One line: what was measured, and whether it is within its bar. */
export function judged(text: string, isKept: boolean): void {
  if (!isKept) missed += 1;
  console.log(`  ${isKept ? 'ok    ' : 'MISSED'}  ${text}`);
}

export function missedBars(): number {
  return missed;
}
