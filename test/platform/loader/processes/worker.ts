// One of several processes that read the same cold key through the loaders and a shared cache. Told by its parent how many to ask at once;
// the vendor is the parent's HTTP server, which knows each process by a header. Ends with its parent.
import { createCache } from '../../../../platform/cache/create';
import { isUpstreamCode, UpstreamError } from '../../../../platform/errors';
import { createCachedRead } from '../../../../platform/loader/cached-read';
import { createSourceWatch } from '../../../../platform/loader/source-watch';
import { anAsker } from '../../../support/asker';
import { until } from '../../../support/until';
import type { Answers, Order } from './order';

async function main({ redisUrl, keys, vendorUrl }: Extract<Order, { kind: 'start' }>): Promise<void> {
  const quiet = { warn: () => undefined };
  const cache = createCache({ redisUrl, keys, tenant: 'crowd', modeOf: () => 'full', log: quiet });
  const read = createCachedRead<unknown>({
    ...{ source: 'crm', question: 'record', cache, ttlSeconds: 600, windowMs: 2, watch: createSourceWatch('crm', () => null) },
    read: (asked) =>
      Promise.all(
        asked.map(async (key) => {
          const response = await fetch(`${vendorUrl}/${encodeURIComponent(key)}`, { headers: { 'x-process': String(process.pid) } });
          if (!response.ok) return new UpstreamError('crm', 'UPSTREAM_UNAVAILABLE');
          const value: unknown = await response.json();
          return value;
        }),
      ),
  });
  const one = (key: string): Promise<string> =>
    read.load(key, anAsker()).then(
      ({ value }) => JSON.stringify(value),
      (error: unknown) => (error instanceof UpstreamError && isUpstreamCode(error.code) ? error.code : String(error)),
    );
  await until(() => cache.state() === 'redis', 5_000);
  process.on('message', (order: Order) => {
    if (order.kind !== 'ask') return;
    void Promise.all(Array.from({ length: order.times }, () => one(order.key))).then((answers) => tell({ answers }));
  });
  tell({ answers: [] });
}

function tell(answers: Answers): void {
  process.send?.(answers);
}

process.once('message', (order: Order) => {
  if (order.kind === 'start') void main(order);
});
process.on('disconnect', () => process.exit());
