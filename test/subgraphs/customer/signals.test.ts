import fc from 'fast-check';
import type { Domain } from '../../../platform/exchange/domain';
import type { Fact } from '../../../platform/exchange/events';
import type { EventsByDomain, EvidenceByDomain } from '../../../subgraphs/customer/inputs';
import { toSignals } from '../../../subgraphs/customer/signals';
import type { Severity, Signal } from '../../../subgraphs/customer/types.gen';
import { ANCHOR, evidenceOf, eventsOf, keysOf, linked, NOW, ref, someone } from './answers';

const anchor = someone(ANCHOR, { createdAt: '2020-01-01T00:00:00.000Z' });
const keys = keysOf([anchor]);
const allEvidence: EvidenceByDomain = {
  CRM: evidenceOf('CRM', [linked(anchor)]),
  BILLING: evidenceOf('BILLING', []),
  SUPPORT: evidenceOf('SUPPORT', []),
};
const recent = eventsOf('CRM', { at: ['2026-11-20T00:00:00.000Z'] });

function signals(events: EventsByDomain, evidence: EvidenceByDomain = allEvidence): Signal[] {
  return toSignals(keys, evidence, events, NOW);
}

function fromFacts(domain: Domain, facts: readonly Fact[]): Signal[] {
  return signals({ CRM: recent, [domain]: eventsOf(domain, { facts }) });
}

const ticket = (id: string, priority: 'URGENT' | 'HIGH' | 'NORMAL' | null = null): Fact => ({
  kind: 'TICKET_OPEN',
  ref: ref(id),
  at: '2026-11-01T00:00:00Z',
  priority,
});
const rating = (score: number, at: string | null, scaleMax = 5): Fact => ({
  kind: 'RATING',
  ref: ref(`zendesk:ticket:${score}`),
  at,
  score,
  scaleMax,
});
const overdue = (daysOverdue: number): Fact => ({ kind: 'INVOICE_OVERDUE', ref: ref('stripe:invoice:1'), daysOverdue });
const plain = (kind: 'SLA_BREACHED' | 'SUBSCRIPTION_CANCELLING' | 'UNSUBSCRIBED' | 'EMAIL_BOUNCING'): Fact => ({
  kind,
  ref: ref('a:b:1'),
  at: null,
});

test.each<[string, Domain, Fact[], string | null, Severity | null]>([
  ['an open ticket', 'SUPPORT', [ticket('zendesk:ticket:1')], 'TICKETS_OPEN', 'INFO'],
  ['an open ticket of high priority', 'SUPPORT', [ticket('zendesk:ticket:1', 'HIGH')], 'TICKETS_OPEN', 'WARNING'],
  ['an urgent one among others', 'SUPPORT', [ticket('zendesk:ticket:1'), ticket('zendesk:ticket:2', 'URGENT')], 'TICKETS_OPEN', 'CRITICAL'],
  ['a promise missed', 'SUPPORT', [plain('SLA_BREACHED')], 'SLA_BREACHED', 'CRITICAL'],
  ['14 days overdue', 'BILLING', [overdue(14)], null, null],
  ['15 days overdue', 'BILLING', [overdue(15)], 'INVOICE_OVERDUE', 'WARNING'],
  ['61 days overdue', 'BILLING', [overdue(61)], 'INVOICE_OVERDUE', 'CRITICAL'],
  ['a subscription about to end', 'BILLING', [plain('SUBSCRIPTION_CANCELLING')], 'SUBSCRIPTION_CANCELLING', 'WARNING'],
  ['unsubscribed', 'MARKETING', [plain('UNSUBSCRIBED')], 'UNSUBSCRIBED', 'INFO'],
  ['bouncing', 'MARKETING', [plain('EMAIL_BOUNCING')], 'EMAIL_BOUNCING', 'WARNING'],
  ['2 of 5', 'SUPPORT', [rating(2, '2026-01-02')], 'LOW_RATING', 'WARNING'],
  ['3 of 5', 'SUPPORT', [rating(3, '2026-01-02')], null, null],
  ['bad of good and bad', 'SUPPORT', [rating(0, '2026-01-02', 1)], 'LOW_RATING', 'WARNING'],
  ['low once, better since', 'SUPPORT', [rating(1, '2026-01-02'), rating(5, '2026-02-02')], null, null],
  ['low once, undated', 'SUPPORT', [rating(1, null), rating(5, '2026-02-02')], null, null],
])('%s', (_, domain, facts, code, severity) => {
  expect(fromFacts(domain, facts).map((signal) => [signal.code, signal.severity])).toEqual(code === null ? [] : [[code, severity]]);
});

test('a signal names its items and says why without personal data', () => {
  expect(fromFacts('SUPPORT', [ticket('zendesk:ticket:1', 'URGENT'), ticket('zendesk:ticket:2')])).toEqual([
    {
      code: 'TICKETS_OPEN',
      severity: 'CRITICAL',
      reason: '2 tickets are open, 1 of them urgent.',
      evidence: [
        { id: 'zendesk:ticket:1', source: 'zendesk', type: 'ticket', url: null },
        { id: 'zendesk:ticket:2', source: 'zendesk', type: 'ticket', url: null },
      ],
      degraded: false,
    },
  ]);
});

describe('NO_ACTIVITY_90D', () => {
  const codes = (events: EventsByDomain, evidence = allEvidence): [string, boolean][] =>
    signals(events, evidence).map(({ code, degraded }) => [code, degraded]);
  const quiet = eventsOf('CRM', { at: ['2026-08-01T00:00:00.000Z'] });

  test('is raised by the last event, over all domains', () => {
    expect(codes({ CRM: quiet })).toEqual([['NO_ACTIVITY_90D', false]]);
    expect(codes({ CRM: quiet, SUPPORT: eventsOf('SUPPORT', { at: ['2026-11-01T00:00:00Z'] }) })).toEqual([]);
  });

  test('is marked, and joined by AT_RISK, where a domain is missing', () => {
    expect(codes({ CRM: quiet, SUPPORT: null })).toEqual([
      ['NO_ACTIVITY_90D', true],
      ['AT_RISK', true],
    ]);
  });

  test('silence alone takes every source, and a customer of long standing', () => {
    expect(codes({ CRM: eventsOf('CRM') })).toEqual([['NO_ACTIVITY_90D', false]]);
    expect(codes({ CRM: eventsOf('CRM'), SUPPORT: null })).toEqual([]);
    expect(codes({ CRM: eventsOf('CRM') }, { CRM: evidenceOf('CRM', [linked(someone(ANCHOR))]) })).toEqual([]);
    const fresh = linked(someone(ANCHOR, { createdAt: '2026-11-01T00:00:00.000Z' }));
    expect(codes({ CRM: eventsOf('CRM') }, { CRM: evidenceOf('CRM', [fresh]) })).toEqual([]);
  });
});

test('duplicates and conflicts of the data', () => {
  const evidence = {
    CRM: evidenceOf('CRM', [linked(someone(ANCHOR, { jobTitle: 'abc' })), linked(someone('hubspot:contact:2'))]),
    SUPPORT: evidenceOf('SUPPORT', [linked(someone('zendesk:user:7', { jobTitle: 'xyz' }))]),
  };
  expect(signals({ CRM: recent }, evidence)).toMatchObject([
    { code: 'DUPLICATE_RECORDS', evidence: [{ id: ANCHOR }, { id: 'hubspot:contact:2' }], degraded: false },
    { code: 'DATA_CONFLICT', reason: 'The sources disagree about jobTitle.', evidence: [{ id: ANCHOR }, { id: 'zendesk:user:7' }] },
  ]);
});

test('AT_RISK takes two risks; data signals are none', () => {
  const two = signals({
    CRM: recent,
    SUPPORT: eventsOf('SUPPORT', { facts: [ticket('zendesk:ticket:1')] }),
    BILLING: eventsOf('BILLING', { facts: [overdue(20)] }),
  });
  expect(two.at(-1)).toMatchObject({
    code: 'AT_RISK',
    severity: 'CRITICAL',
    degraded: false,
    evidence: [{ id: 'zendesk:ticket:1' }, { id: 'stripe:invoice:1' }],
  });
});

describe('law: a missing source never lowers a risk', () => {
  const fact: fc.Arbitrary<Fact> = fc.oneof(
    fc.constantFrom<Fact>(
      ticket('zendesk:ticket:1'),
      ticket('zendesk:ticket:2', 'URGENT'),
      plain('SLA_BREACHED'),
      plain('SUBSCRIPTION_CANCELLING'),
    ),
    fc.constantFrom<Fact>(plain('UNSUBSCRIBED'), plain('EMAIL_BOUNCING'), overdue(20), overdue(90)),
  );
  const at = fc.constantFrom('2026-11-20T00:00:00Z', '2026-01-01T00:00:00Z');
  const answer = (domain: Domain) =>
    fc.record({ facts: fc.array(fact, { maxLength: 3 }), at: fc.array(at, { maxLength: 2 }) }).map((parts) => eventsOf(domain, parts));
  const domains: readonly Domain[] = ['CRM', 'BILLING', 'SUPPORT', 'MARKETING'];
  const world = fc.tuple(answer('CRM'), answer('BILLING'), answer('SUPPORT'), answer('MARKETING'));
  const rank: Record<Severity, number> = { INFO: 0, WARNING: 1, CRITICAL: 2 };

  test('what the other domains show by themselves stays, as grave as before; what is left of a risk keeps AT_RISK', () => {
    fc.assert(
      fc.property(world, fc.constantFrom(...domains), ([CRM, BILLING, SUPPORT, MARKETING], lost) => {
        const whole = { CRM, BILLING, SUPPORT, MARKETING };
        const without: EventsByDomain = { ...whole };
        delete without[lost];
        const before = signals(whole);
        const others = signals(without);
        const after = signals({ ...whole, [lost]: null });

        // NO_ACTIVITY_90D may rest on the silence of the lost domain alone: then nothing is known of it, and nothing said.
        const silent = Object.values(without).every((answered) => answered?.events.length === 0);
        for (const signal of others.filter(({ code }) => code !== 'AT_RISK' && !(code === 'NO_ACTIVITY_90D' && silent))) {
          const kept = after.find(({ code }) => code === signal.code);
          expect(kept).toBeDefined();
          if (kept !== undefined) expect(rank[kept.severity]).toBeGreaterThanOrEqual(rank[signal.severity]);
        }
        const risksLeft = after.filter(({ code }) => !['AT_RISK', 'DUPLICATE_RECORDS', 'DATA_CONFLICT'].includes(code)).length;
        const wasAtRisk = before.some(({ code }) => code === 'AT_RISK');
        if (wasAtRisk && risksLeft > 0) expect(after.find(({ code }) => code === 'AT_RISK')).toMatchObject({ degraded: true });
      }),
      { numRuns: 300 },
    );
  });
});
