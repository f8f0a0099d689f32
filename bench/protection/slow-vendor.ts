// One slow vendor beside others: what readers who need the others see of it, in pairs of runs that take turns, the vendor slow in one of
// each. Quotas are off: what is asked here is more than any account may.
import type { Sandbox } from '../../sandbox/sandbox';
import { ask } from '../../test/support/ask';
import { median, percentile } from '../gateway/figures';
import { contactIds, judged, slowDown, startGateway, type Gateway } from './stage';

const PAIRS = 5;
const RUN_MS = 3_000;
const VENDOR_MS = 50;
const SLOW_MS = 2_500;
const READERS = 6;
const MOST_RATIO = 1.15;
/** Live, so that every one of them goes to the vendors. */
const OTHERS = 'query ($id: ID!) { customer(id: $id, options: { maxAgeSeconds: 0 }) { id crm { lifecycleStage } sales { orderCount } } }';
const SLOW = 'query ($id: ID!) { customer(id: $id, options: { maxAgeSeconds: 0 }) { id support { openTickets } } }';

export async function benchSlowVendor(sandbox: Sandbox): Promise<void> {
  const who = `${READERS} readers of the CRM and the shop, ${READERS} of the helpdesk`;
  console.log(`\nOne slow vendor: ${who}, which takes ${SLOW_MS} ms in one of each pair`);
  const ids = contactIds(sandbox).slice(20, 320);
  const gateway = await startGateway({ ...sandbox.env, RATE_BUDGETS: 'off', BREAKERS: 'on' });
  const ratios: number[] = [];
  try {
    slowDown(sandbox, VENDOR_MS);
    await run(gateway, ids, 1_500);
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const p99 = { usual: 0, slow: 0 };
      for (const which of pair % 2 === 0 ? (['usual', 'slow'] as const) : (['slow', 'usual'] as const)) {
        slowDown(sandbox, which === 'slow' ? SLOW_MS : VENDOR_MS, ['zendesk']);
        p99[which] = percentile(await run(gateway, ids, RUN_MS), 99);
      }
      ratios.push(p99.slow / p99.usual);
      console.log(`          p99 of the others: ${p99.usual.toFixed(0)} ms, ${p99.slow.toFixed(0)} ms beside the slow one`);
    }
  } finally {
    slowDown(sandbox, 0);
    await gateway.stop();
  }
  const change = (median(ratios) - 1) * 100;
  judged(
    `median of ${PAIRS} pairs: ${change.toFixed(1)} %, at most ${((MOST_RATIO - 1) * 100).toFixed(0)} % more`,
    median(ratios) <= MOST_RATIO,
  );
}

/** Milliseconds of each answer to the others. */
async function run({ url }: Gateway, ids: readonly string[], forMs: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + forMs;
  let turn = 0;
  const loop = async (query: string, note: (ms: number) => void): Promise<void> => {
    while (performance.now() < end) {
      const id = ids[(turn += 1) % ids.length];
      const started = performance.now();
      const { errors } = await ask<unknown>(url, { query, variables: { id } });
      if (errors === undefined) note(performance.now() - started);
    }
  };
  const both = Array.from({ length: READERS }, () => [loop(OTHERS, (ms) => times.push(ms)), loop(SLOW, () => undefined)]);
  await Promise.all(both.flat());
  return times;
}
