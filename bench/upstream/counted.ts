// Asks a graph one question, cold and again warm, and counts what each vendor received: from the pretend vendors' own books, and
// for the database from the cost report. Where the report tells of another number than the books, it is wrong, and so is the run.
import type { Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../../test/support/graph';
import type { GraphAnswer } from '../../test/support/ask';

export const SOURCES = ['hubspot', 'shopify', 'sql', 'stripe', 'klaviyo', 'zendesk'] as const;
export type Source = (typeof SOURCES)[number];

/** Calls by source; a source that received none is 0. */
export type Calls = Record<Source, number>;

export interface Asked {
  query: string;
  variables: Record<string, unknown>;
}

const NOTHING: Calls = { hubspot: 0, shopify: 0, sql: 0, stripe: 0, klaviyo: 0, zendesk: 0 };

export interface Counted {
  cold: Calls;
  warm: Calls;
  data: unknown;
}

/** Starts a graph of its own with an empty cache. Throws for answers with other errors than customers that cannot be told apart. */
export async function countCalls(sandbox: Sandbox, { query, variables }: Asked): Promise<Counted> {
  return withGraph(sandbox, {}, async (graph) => {
    const ask = async (): Promise<{ calls: Calls; data: unknown }> => {
      resetCalls(sandbox);
      const answer = await graph.ask<unknown>(query, variables, { 'x-customer-graph-report': 'on' });
      const fault = answer.errors?.find(({ extensions }) => extensions['code'] !== 'AMBIGUOUS_CUSTOMER');
      if (fault !== undefined) throw new Error(`${fault.message} (${String(fault.extensions['code'])})`);
      const [reported, received] = [reportedCalls([answer]), receivedCalls(sandbox)];
      for (const source of SOURCES) {
        if (source !== 'sql' && reported[source] !== received[source]) {
          throw new Error(`${source} received ${received[source]} calls, and the report says ${reported[source]}`);
        }
      }
      return { calls: { ...received, sql: reported.sql }, data: answer.data };
    };
    const cold = await ask();
    const warm = await ask();
    return { cold: cold.calls, warm: warm.calls, data: cold.data };
  });
}

/** The same question about many customers by as many requests at once, with the gathering window a deployment has. */
export async function countConcurrent(sandbox: Sandbox, query: string, ids: readonly string[]): Promise<Calls> {
  return withGraph(sandbox, {}, async (graph) => {
    // The first request of a process compiles plans; the others are to arrive together.
    await graph.ask(query, { id: 'hubspot:contact:501' });
    resetCalls(sandbox);
    const headers = { 'x-customer-graph-report': 'on' };
    const answers = await Promise.all(ids.map((id) => graph.ask<unknown>(query, { id }, headers)));
    return { ...receivedCalls(sandbox), sql: reportedCalls(answers).sql };
  });
}

async function withGraph<T>(sandbox: Sandbox, env: Record<string, string>, work: (graph: Graph) => Promise<T>): Promise<T> {
  const graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full', ...env }, 'in process');
  try {
    return await work(graph);
  } finally {
    await graph.close();
  }
}

function resetCalls(sandbox: Sandbox): void {
  for (const vendor of [sandbox.hubspot, sandbox.shopify, sandbox.stripe, sandbox.klaviyo, sandbox.zendesk]) vendor.resetCalls();
}

function receivedCalls({ hubspot, shopify, stripe, klaviyo, zendesk }: Sandbox): Calls {
  const vendors = { hubspot, shopify, stripe, klaviyo, zendesk };
  return Object.entries(vendors).reduce((calls, [name, vendor]) => ({ ...calls, [name]: vendor.calls().length }), NOTHING);
}

function reportedCalls(answers: readonly GraphAnswer<unknown>[]): Calls {
  const calls = { ...NOTHING };
  for (const { extensions } of answers) {
    const sources = (extensions?.customerGraph?.['sources'] ?? {}) as Record<string, { calls: number }>;
    for (const source of SOURCES) calls[source] += sources[source]?.calls ?? 0;
  }
  return calls;
}
