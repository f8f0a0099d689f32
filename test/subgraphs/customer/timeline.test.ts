import { toCompleteness } from '../../../subgraphs/customer/completeness';
import { toTimeline } from '../../../subgraphs/customer/timeline';
import { eventsOf } from './answers';

const events = {
  SUPPORT: eventsOf('SUPPORT', { at: ['2026-03-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'] }),
  CRM: eventsOf('CRM', { at: ['2026-03-01T00:00:00.000Z', '2026-02-01T00:00:00Z'] }),
  BILLING: null,
};

test('newest first over all domains, ties in a fixed order, a failed domain left out', () => {
  expect(toTimeline(events, { first: 20 }).map(({ title }) => title)).toEqual(['CRM 0', 'SUPPORT 0', 'CRM 1', 'SUPPORT 1']);
  expect(toTimeline(events, { first: 1 }).map(({ title }) => title)).toEqual(['CRM 0']);
  expect(toTimeline(events, { first: 20, domains: ['SUPPORT'] }).map(({ title }) => title)).toEqual(['SUPPORT 0', 'SUPPORT 1']);
  expect(toTimeline(events, { first: 20, domains: ['MARKETING'] })).toEqual([]);
});

test('completeness has five domains, always: answered, failed, not configured', () => {
  const report = { domain: 'CRM', state: 'CACHED', sources: ['hubspot'], ageSeconds: 12.4, latencyMs: 3.6, error: null } as const;
  expect(toCompleteness({ CRM: { ...report, sources: ['hubspot'] }, SUPPORT: null }, null)).toEqual([
    { domain: 'CRM', state: 'CACHED', sources: ['hubspot'], ageSeconds: 12, latencyMs: 4, error: null, linksAsOf: null },
    { domain: 'SALES', state: 'NOT_CONFIGURED', sources: [], ageSeconds: null, latencyMs: null, error: null, linksAsOf: null },
    { domain: 'BILLING', state: 'NOT_CONFIGURED', sources: [], ageSeconds: null, latencyMs: null, error: null, linksAsOf: null },
    { domain: 'MARKETING', state: 'NOT_CONFIGURED', sources: [], ageSeconds: null, latencyMs: null, error: null, linksAsOf: null },
    { domain: 'SUPPORT', state: 'FAILED', sources: [], ageSeconds: null, latencyMs: null, error: 'SUBGRAPH_UNAVAILABLE', linksAsOf: null },
  ]);
});

test('completeness marks the domains whose records were linked by what was last known', () => {
  const report = { domain: 'CRM' as const, sources: ['hubspot'], ageSeconds: 1, latencyMs: 1, error: null };
  const statuses = toCompleteness(
    { CRM: { ...report, state: 'OK' }, BILLING: { ...report, domain: 'BILLING', state: 'NOT_ASKED' } },
    '2026-01-01T00:00:00.000Z',
  );
  expect(statuses.map(({ linksAsOf }) => linksAsOf)).toEqual(['2026-01-01T00:00:00.000Z', null, null, null, null]);
});
