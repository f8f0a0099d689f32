// The least that a program written by hand would do for one question: the very requests of the gateway, each as soon as what it depends on
// is there, over connections that are kept. It reads the answers and does nothing else: no budget, no breaker, no cache, no timeout.
import { Pool } from 'undici';
import type { Sent } from './recorder';

/** What follows on what: first the contact, then others with their number, then all systems side by side, each in its own steps. */
const FIRST: readonly RegExp[] = [/contacts\/batch\/read/, /contacts\/search/];
const THEN: Readonly<Record<Sent['vendor'], readonly RegExp[]>> = {
  hubspot: [/./],
  zendesk: [/users\//, /v2\/search/, /tickets\/show_many/],
  stripe: [/customers\/search/, /./],
  klaviyo: [/./],
  shopify: [/query Customers\b/, /query Orders\b/],
};

export interface Bare {
  /** Milliseconds it took. */
  ask(sent: readonly Sent[]): Promise<number>;
  close(): Promise<void>;
}

/** How many requests of the longest chain wait for one another. */
export function depthOf(sent: readonly Sent[]): number {
  const { first, chains } = stepsOf(sent);
  return first.length + Math.max(0, ...chains.map(({ length }) => length));
}

export function openBare(): Bare {
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    const pool = pools.get(origin) ?? new Pool(origin, { connections: 8 });
    pools.set(origin, pool);
    return pool;
  };
  async function one({ origin, method, path, headers, body }: Sent): Promise<void> {
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...kept } = headers;
    const answer = await poolOf(origin).request({
      method: method === 'POST' ? 'POST' : 'GET',
      ...{ path, headers: kept },
      ...(body === '' ? {} : { body }),
    });
    await answer.body.json();
    if (answer.statusCode >= 400) throw new Error(`the bare sequence was answered ${answer.statusCode}`);
  }
  const inTurn = async (steps: readonly (readonly Sent[])[]): Promise<void> => {
    for (const step of steps) await Promise.all(step.map(one));
  };
  return {
    async ask(sent) {
      const { first, chains } = stepsOf(sent);
      const started = performance.now();
      await inTurn(first);
      await Promise.all(chains.map(inTurn));
      return performance.now() - started;
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

function stepsOf(sent: readonly Sent[]): { first: Sent[][]; chains: Sent[][][] } {
  const first = FIRST.map((pattern) => sent.filter(({ path }) => pattern.test(path)));
  const rest = sent.filter((one) => !first.some((step) => step.includes(one)));
  const chains = Object.entries(THEN).map(([vendor, patterns]) => {
    let left = rest.filter((one) => one.vendor === vendor);
    const steps = patterns.map((pattern) => {
      const step = left.filter(({ path, body }) => pattern.test(path) || pattern.test(body));
      left = left.filter((one) => !step.includes(one));
      return step;
    });
    if (left.length > 0) throw new Error(`bench/protection/bare.ts does not know ${left[0]?.path.split('?')[0]}`);
    return steps.filter(({ length }) => length > 0);
  });
  return { first: first.filter(({ length }) => length > 0), chains };
}
