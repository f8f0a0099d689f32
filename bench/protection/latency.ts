// What the protection costs a reader: the same question about the same customers, through a gateway with budgets and breakers on, a cold
// cache and a Redis behind both, and by the bare requests it comes to; in turns, on vendors that take 50 ms.
import type { Sandbox } from '../../sandbox/sandbox';
import { ask } from '../../test/support/ask';
import { startRedis } from '../../test/support/redis-server';
import { median, percentile } from '../gateway/figures';
import { depthOf, openBare } from './bare';
import { startRecorder, type Sent } from './recorder';
import { contactIds, freshKeys, judged, slowDown, startGateway, type Gateway } from './stage';

const VENDOR_MS = 50;
/** With the warm-up, three calls each stay below the 150 that Klaviyo takes in a minute: waiting for a quota is no cost of the gateway. */
const CUSTOMERS = 36;
/** Plans are compiled, connections opened, code is warm. */
const WARM_UP = 12;
const MOST_ADDED_MS = 5;
const QUESTION = `query ($id: ID!) { customer(id: $id) {
  id crm { lifecycleStage owner { name } } sales { orders(first: 5) { totalCount nodes { number } } }
  billing { invoices { totalCount } } marketing { lastEngagedAt } support { openTickets } } }`;

export async function benchLatency(sandbox: Sandbox): Promise<void> {
  const ids = contactIds(sandbox).slice(20, 20 + WARM_UP + CUSTOMERS);
  const redis = await startRedis();
  const env = { ...sandbox.env, RATE_BUDGETS: 'on', BREAKERS: 'on', REDIS_URL: redis.url };
  const bare = openBare();
  try {
    const asked = await record(sandbox, ids);
    const gateway = await startGateway({ ...env, CACHE_KEYS: freshKeys() });
    try {
      slowDown(sandbox, VENDOR_MS);
      const rows = await measure(gateway, bare.ask, asked);
      tell(rows.slice(WARM_UP));
    } finally {
      slowDown(sandbox, 0);
      await gateway.stop();
    }
  } finally {
    await bare.close();
    await redis.stop();
  }
}

interface Asked {
  id: string;
  sent: Sent[];
}

interface Row {
  gatewayMs: number;
  bareMs: number;
  depth: number;
}

/** What a gateway asks about each; those whom it has read along with another are left out: they would cost it less than the requests. */
async function record(sandbox: Sandbox, ids: readonly string[]): Promise<Asked[]> {
  const recorder = await startRecorder(sandbox);
  const gateway = await startGateway({ ...sandbox.env, ...recorder.env, RATE_BUDGETS: 'off' });
  try {
    const asked: Asked[] = [];
    for (const id of ids) {
      await timed(gateway, id);
      const sent = recorder.take();
      if (sent.some(({ path }) => path.includes('contacts/search'))) asked.push({ id, sent });
    }
    return asked;
  } finally {
    await gateway.stop();
    await recorder.stop();
  }
}

async function measure(gateway: Gateway, bareAsk: (sent: readonly Sent[]) => Promise<number>, asked: readonly Asked[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [index, { id, sent }] of asked.entries()) {
    // Whoever comes second finds the vendor’s code warm.
    const bareFirst = index % 2 === 0 ? await bareAsk(sent) : null;
    const gatewayMs = await timed(gateway, id);
    rows.push({ gatewayMs, bareMs: bareFirst ?? (await bareAsk(sent)), depth: depthOf(sent) });
  }
  return rows;
}

async function timed({ url }: Gateway, id: string): Promise<number> {
  const started = performance.now();
  const { errors } = await ask<unknown>(url, { query: QUESTION, variables: { id } });
  const ms = performance.now() - started;
  const fault = errors?.find(({ extensions }) => extensions['code'] !== 'AMBIGUOUS_CUSTOMER');
  if (fault !== undefined) throw new Error(`${fault.message} (${String(fault.extensions['code'])})`);
  return ms;
}

function tell(rows: readonly Row[]): void {
  const of = (pick: (row: Row) => number) => rows.map(pick);
  const [gateway, bare] = [of(({ gatewayMs }) => gatewayMs), of(({ bareMs }) => bareMs)];
  const line = (name: string, values: readonly number[]): string =>
    `          ${name.padEnd(34)} p50 ${percentile(values, 50).toFixed(1)} ms, p99 ${percentile(values, 99).toFixed(1)} ms`;
  console.log(
    `\nAdded latency: ${rows.length} customers asked for cold, five systems that take ${VENDOR_MS} ms, budgets and breakers in Redis`,
  );
  console.log(
    line(
      'waiting for the vendors at least',
      of(({ depth }) => depth * VENDOR_MS),
    ),
  );
  console.log(line('the bare requests', bare));
  console.log(line('the gateway', gateway));
  const added = median(of(({ gatewayMs, bareMs }) => gatewayMs - bareMs));
  const over = median(of(({ gatewayMs, depth }) => gatewayMs - depth * VENDOR_MS));
  console.log(`          over the vendors’ nominal time: p50 ${over.toFixed(1)} ms; the bare requests: ${nominal(rows).toFixed(1)} ms`);
  judged(`added p50 over the critical path (the bare requests): ${added.toFixed(1)} ms, at most ${MOST_ADDED_MS}`, added <= MOST_ADDED_MS);
  const worst = percentile(gateway, 99) - percentile(bare, 99);
  judged(`p99 over the bare requests’ p99: ${worst.toFixed(1)} ms, at most ${MOST_ADDED_MS}`, worst <= MOST_ADDED_MS);
}

function nominal(rows: readonly Row[]): number {
  return median(rows.map(({ bareMs, depth }) => bareMs - depth * VENDOR_MS));
}
