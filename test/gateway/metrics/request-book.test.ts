import { createRequestBook } from '../../../gateway/metrics/request-book';
import type { Labels } from '../../../platform/metrics/measure';
import { createLedger, type Cost } from '../../../platform/request/ledger';

const book = () => createRequestBook(['WhoIsCalling']);

function valuesOf({ measures }: ReturnType<typeof createRequestBook>, name: string): { labels: Labels; value: number }[] {
  const measure = measures.find((one) => one.name === `customer_graph_${name}`);
  if (measure === undefined || measure.kind === 'histogram' || measure.kind === 'stored gauge')
    throw new Error(`no number is called ${name}`);
  return [...measure.read()];
}

const costsOf = (spending: Partial<Cost>) => {
  const ledger = createLedger();
  ledger.add('zendesk', spending);
  return ledger.drain();
};

it('tells what stood in for a source that failed apart from what is missing', () => {
  const counted = book();
  counted.spent(costsOf({ keys: 1, stoodInFor: 'UPSTREAM_TIMEOUT' }));
  counted.spent(costsOf({ keys: 1, error: 'UPSTREAM_TIMEOUT' }));
  counted.spent(costsOf({ keys: 1, stoodInFor: 'UPSTREAM_TIMEOUT' }));
  counted.spent(costsOf({ keys: 2, cacheHits: 2 }));
  const labels = { source: 'zendesk', code: 'UPSTREAM_TIMEOUT' };
  expect(valuesOf(counted, 'report_stale_total')).toEqual([{ labels, value: 2 }]);
  expect(valuesOf(counted, 'report_missing_total')).toEqual([{ labels, value: 1 }]);
  expect(valuesOf(counted, 'report_keys_total')).toEqual([{ labels: { source: 'zendesk' }, value: 5 }]);
});

it('knows operations by the names that were told beforehand, and no other', () => {
  const counted = book();
  for (const operation of ['WhoIsCalling', 'AdaLovelace', 'BenPatel', null])
    counted.ended({ operation, outcome: 'ok', seconds: 0.1, codes: [] });
  expect(valuesOf(counted, 'requests_total')).toEqual([
    { labels: { operation: 'WhoIsCalling', outcome: 'ok' }, value: 1 },
    { labels: { operation: 'other', outcome: 'ok' }, value: 2 },
    { labels: { operation: 'anonymous', outcome: 'ok' }, value: 1 },
  ]);
});
