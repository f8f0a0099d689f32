// `npm run bench:links`: what a million constraints cost a process. How long they take to load and how much memory they hold, and what
// 100 look-ups and a whole request pay beside the same with none; both in turns, so that a busy machine costs both. Exits with 1
// where they hold more than 300 MB, or a request costs a quarter more: two equal gateways on a busy machine differ by less.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { silentLog } from '../../platform/log';
import { createLinkConstraints } from '../../platform/state/constraints/store';
import type { LinkConstraints } from '../../platform/state/constraints/port';
import { createStateDatabase, externalServer } from '../../platform/state/database';
import { openSession } from '../../platform/state/session';
import { startPostgres } from '../../sandbox/postgres/server';
import { costOfRequests, median } from './requests';

const PAIRS = 1_000_000;
const RECORDS = 100;
const ROUNDS = 400;
const MOST_MEGABYTES = 300;
const MOST_TIMES = 1.25;

function open(url: string, tenant: string): LinkConstraints {
  return createLinkConstraints({ database: createStateDatabase(externalServer(url)), tenant, log: silentLog });
}

/** Half of them kept apart; every record in one pair alone, which is the most that a million pairs can need. */
async function fill(url: string): Promise<void> {
  const session = await openSession(url, { queryTimeoutMs: 300_000 });
  try {
    await session.query(
      `insert into customer_graph.link_constraint (tenant, a, b, kind, said_by, reason, said_at, version)
       select 'full', 'hubspot:contact:9' || n, 'zendesk:user:9' || n, case when n % 2 = 0 then 'LINK' else 'UNLINK' end,
         'staff:7', '', now(), nextval('customer_graph.link_constraint_version_seq') from generate_series(1, ${PAIRS}) n`,
    );
    await session.query(
      `insert into customer_graph.link_constraint (tenant, a, b, kind, said_by, reason, said_at, version)
       values ('loose', 'stripe:customer:cus_none', 'zendesk:user:1', 'UNLINK', 'staff:7', '', now(), nextval('customer_graph.link_constraint_version_seq'))`,
    );
    await session.query('analyze customer_graph.link_constraint');
  } finally {
    await session.end();
  }
}

function heapMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

async function costOf(store: LinkConstraints, records: readonly string[]): Promise<number> {
  const start = performance.now();
  const view = await store.current();
  let found = 0;
  for (const record of records) found += (view?.linkedTo(record).length ?? 0) + (view?.unlinkedFrom(record).length ?? 0);
  const took = performance.now() - start;
  if (view === null || found > 2 * records.length) throw new Error('nothing was looked up');
  return took;
}

async function main(): Promise<void> {
  const postgres = await startPostgres();
  const [empty, full] = [open(postgres.url, 'empty'), open(postgres.url, 'full')];
  try {
    await empty.current();
    await fill(postgres.url);
    const before = heapMegabytes();
    const start = performance.now();
    const pauses = monitorEventLoopDelay({ resolution: 1 });
    const cpuBefore = process.cpuUsage();
    pauses.enable();
    while ((await full.current()) === null) await new Promise((resolve) => setTimeout(resolve, 1));
    pauses.disable();
    const cpu = process.cpuUsage(cpuBefore);
    const loadMs = performance.now() - start;
    const megabytes = heapMegabytes() - before;
    console.log(
      `${PAIRS.toLocaleString('en')} constraints: loaded in ${(loadMs / 1_000).toFixed(1)} s ` +
        `(${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of our processor time), ${megabytes.toFixed(0)} MB of heap; ` +
        `the event loop was held up ${(pauses.percentile(50) / 1e6).toFixed(0)} ms (median), ${(pauses.max / 1e6).toFixed(0)} ms at most`,
    );

    // Spread over all of them, so that they are not found in the processor's cache.
    const records = Array.from({ length: RECORDS }, (_, n) => `hubspot:contact:9${1 + ((n * 9_973) % PAIRS)}`);
    const costs: { empty: number[]; full: number[] } = { empty: [], full: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      costs.empty.push(await costOf(empty, records));
      costs.full.push(await costOf(full, records));
    }
    const [without, withAll] = [median(costs.empty), median(costs.full)];
    console.log(
      `current() and both look-ups of ${RECORDS} records: ${(without * 1_000).toFixed(0)} µs with none, ` +
        `${(withAll * 1_000).toFixed(0)} µs with all, ${(withAll / without).toFixed(2)} times as much`,
    );
    const request = await costOfRequests(postgres.url, ['empty', 'full', 'loose']);
    const times = request.full / request.empty;
    console.log(
      `a request of all views, cached: ${request.empty.toFixed(2)} ms with none, ${request.full.toFixed(2)} ms with all, ${times.toFixed(2)} times as much;\n` +
        `  with one pair of which neither is of the anchor’s source ${request.loose.toFixed(2)} ms, ${(request.loose / request.empty).toFixed(2)} times`,
    );
    const faults = [
      ...(times > MOST_TIMES ? [`a request costs more than ${MOST_TIMES} times as much`] : []),
      ...(globalThis.gc !== undefined && megabytes > MOST_MEGABYTES ? [`more than ${MOST_MEGABYTES} MB`] : []),
    ];
    for (const fault of faults) console.log(`Fault: ${fault}`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await Promise.all([empty.close(), full.close()]);
    await postgres.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
