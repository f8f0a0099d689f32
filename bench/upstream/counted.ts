// Asks a graph one question, cold and again warm, and counts what each vendor received: from the pretend vendors' own books, and
// for the database from the cost report. Where the report tells of another number than the books, it is wrong, and so is the run.
import type { Call } from '../../sandbox/http/call-log';
import type { Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../../test/support/graph';
import type { GraphAnswer } from '../../test/support/ask';

export const SOURCES = ['hubspot', 'shopify', 'sql', 'stripe', 'klaviyo', 'zendesk'] as const;
export type Source = (typeof SOURCES)[number];

/** What the sources received for one answer. */
export interface Received {
  calls: Record<Exclude<Source, 'sql'>, readonly Call[]>;
  /** Statements. */
  sql: number;
}

export interface Asked {
  query: string;
  variables: Record<string, unknown>;
}

/** Starts a graph of its own with an empty cache. Throws for answers with other errors than customers that cannot be told apart. */
export async function askTwice(sandbox: Sandbox, asked: Asked): Promise<{ cold: Received; warm: Received }> {
  return withGraph(sandbox, async (graph) => ({ cold: await ask(sandbox, graph, asked), warm: await ask(sandbox, graph, asked) }));
}

/** The same question about many customers by as many requests at once, of vendors that take `vendorMs` to answer. */
export async function askAtOnce(sandbox: Sandbox, query: string, ids: readonly string[], vendorMs: number): Promise<Received> {
  return withGraph(sandbox, async (graph) => {
    // The first request of a process compiles plans; the others are to arrive together.
    await graph.ask(query, { id: 'hubspot:contact:501' });
    reset(sandbox);
    const vendors = Object.values(vendorsOf(sandbox));
    vendors.forEach((vendor) => vendor.faults.set({ mode: 'latency', ms: vendorMs }));
    const headers = { 'x-customer-graph-report': 'on' };
    const answers = await Promise.all(ids.map((id) => graph.ask<unknown>(query, { id }, headers)));
    vendors.forEach((vendor) => vendor.faults.clear());
    return { calls: received(sandbox), sql: reported(answers, 'sql') };
  });
}

async function ask(sandbox: Sandbox, graph: Graph, { query, variables }: Asked): Promise<Received> {
  reset(sandbox);
  const answer = await graph.ask<unknown>(query, variables, { 'x-customer-graph-report': 'on' });
  const fault = answer.errors?.find(({ extensions }) => extensions['code'] !== 'AMBIGUOUS_CUSTOMER');
  if (fault !== undefined) throw new Error(`${fault.message} (${String(fault.extensions['code'])})`);
  const calls = received(sandbox);
  for (const [source, { length }] of Object.entries(calls)) {
    const told = reported([answer], source);
    if (told !== length) throw new Error(`${source} received ${length} calls, and the report says ${told}`);
  }
  return { calls, sql: reported([answer], 'sql') };
}

async function withGraph<T>(sandbox: Sandbox, work: (graph: Graph) => Promise<T>): Promise<T> {
  const graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full' }, 'in process');
  try {
    return await work(graph);
  } finally {
    await graph.close();
  }
}

function vendorsOf({ hubspot, shopify, stripe, klaviyo, zendesk }: Sandbox) {
  return { hubspot, shopify, stripe, klaviyo, zendesk };
}

function reset(sandbox: Sandbox): void {
  Object.values(vendorsOf(sandbox)).forEach((vendor) => vendor.resetCalls());
}

function received(sandbox: Sandbox): Received['calls'] {
  const { hubspot, shopify, stripe, klaviyo, zendesk } = vendorsOf(sandbox);
  return {
    ...{ hubspot: [...hubspot.calls()], shopify: [...shopify.calls()], stripe: [...stripe.calls()] },
    ...{ klaviyo: [...klaviyo.calls()], zendesk: [...zendesk.calls()] },
  };
}

function reported(answers: readonly GraphAnswer<unknown>[], source: string): number {
  return answers.reduce((sum, { extensions }) => {
    const sources = (extensions?.customerGraph?.['sources'] ?? {}) as Record<string, { calls: number }>;
    return sum + (sources[source]?.calls ?? 0);
  }, 0);
}
