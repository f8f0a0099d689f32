// The least that a program written by hand would do for one question: the very requests of the gateway, each as soon as what it depends on
// is there, over connections that are kept. It reads the answers and does nothing else: no budget, no breaker, no cache, no timeout.
import { Pool } from 'undici';
import type { Sent } from './recorder';

/**
 * What follows on what: the contact, then others with their number, then what all systems side by side have of both; only then is it known
 * who the customer is, and their orders, invoices and tickets can be asked for, each in its own steps.
 */
const CONTACTS: readonly RegExp[] = [/contacts\/batch\/read/, /contacts\/search/];
const RECORDS = /users\/|customers\/search|profiles|query Customers\b|owners\//;
const VIEWS: Readonly<Record<Sent['vendor'], readonly RegExp[]>> = {
  hubspot: [/./],
  zendesk: [/v2\/search/, /tickets\/show_many/],
  stripe: [/./],
  klaviyo: [/./],
  shopify: [/query Orders\b/],
};
/** What is looked up by: a second call for the same asks for what was learnt of the first. */
const LOOKED_UP_BY = /(?:query|filter)=\W*(?:any|equals)?\W*(\w+)/;

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
  const contacts = CONTACTS.map((pattern) => sent.filter(({ path }) => pattern.test(path)));
  const rest = sent.filter((one) => !contacts.some((step) => step.includes(one)));
  const isRecord = ({ path, body }: Sent): boolean => RECORDS.test(path) || RECORDS.test(body);
  const chains = Object.entries(VIEWS).map(([vendor, patterns]) => {
    let left = rest.filter((one) => one.vendor === vendor && !isRecord(one));
    const steps = patterns.map((pattern) => {
      const step = left.filter(({ path, body }) => pattern.test(path) || pattern.test(body));
      left = left.filter((one) => !step.includes(one));
      return step;
    });
    if (left.length > 0) throw new Error(`bench/protection/bare.ts does not know ${left[0]?.path.split('?')[0]}`);
    return steps.filter(({ length }) => length > 0);
  });
  return { first: [...contacts, ...inTurns(rest.filter(isRecord))].filter(({ length }) => length > 0), chains };
}

/** One of a kind at a time. */
function inTurns(sent: readonly Sent[]): Sent[][] {
  const turns: Sent[][] = [];
  const taken = new Map<string, number>();
  for (const one of sent) {
    const [path = '', query = ''] = one.path.split('?');
    const kind = `${one.vendor} ${path} ${LOOKED_UP_BY.exec(decodeURIComponent(query))?.[1] ?? ''}`;
    const turn = taken.get(kind) ?? 0;
    taken.set(kind, turn + 1);
    (turns[turn] ??= []).push(one);
  }
  return turns;
}
