import { InputError } from '../../../platform/errors';
import { toCompleteness } from '../../../subgraphs/customer/completeness';
import { anchorOf, displayNameOf, fromReference, primaryFirst, toCustomer } from '../../../subgraphs/customer/customer';
import { toMatchProfile } from '../../../platform/identity/match-profile';
import { ANCHOR, evidenceOf, eventsOf, keysOf, linked, someone } from './answers';

const ADA = someone(ANCHOR, { fullName: 'Ada Lovelace' });
const report = { domain: 'CRM' as const, state: 'OK' as const, sources: ['hubspot'], ageSeconds: 0.4, latencyMs: 12.6, error: null };

describe('a reference', () => {
  it('carries what the domains said; failed and not asked are two things', () => {
    const crmEvidence = evidenceOf('CRM', [linked(ADA)]);
    const customer = fromReference({
      __typename: 'Customer',
      matchKeys: keysOf([ADA]),
      crmEvidence,
      billingEvidence: null,
      supportEvents: eventsOf('SUPPORT'),
    });
    expect(customer.keys.anchor).toBe(ANCHOR);
    expect(customer.evidence).toEqual({ CRM: crmEvidence, BILLING: null });
    expect(customer.events).toEqual({ SUPPORT: eventsOf('SUPPORT') });
    expect(customer.reports).toEqual({});
  });

  it.each([{}, { matchKeys: null }, { matchKeys: { anchor: ANCHOR } }, { matchKeys: keysOf([ADA]), crmEvidence: 'forged' }])(
    'is refused where this graph did not make it',
    (given) => {
      expect(() => fromReference(given)).toThrow(InputError);
    },
  );
});

describe('the cheap fields', () => {
  it('come from the anchor', () => {
    const keys = { ...keysOf([someone('zendesk:user:7'), ADA]), anchor: ANCHOR };
    expect(anchorOf(toCustomer(keys)).record).toBe(ANCHOR);
    expect(anchorOf(toCustomer({ ...keys, anchor: 'gone:a:1' })).record).toBe('zendesk:user:7');
  });

  it.each([
    ['Ada Lovelace', { fullName: 'Ada Lovelace', company: 'Engines' }],
    ['Ada King', { name: { full: null, given: 'Ada', family: 'King' } }],
    ['King', { name: { full: null, given: null, family: 'King' } }],
    ['Engines', { company: 'Engines' }],
    ['Engines', { kind: 'ORGANIZATION' as const, fullName: 'Reception', company: 'Engines' }],
    ['Reception', { kind: 'ORGANIZATION' as const, fullName: 'Reception' }],
    [null, {}],
  ])('show the name %s', (name, parts) => {
    expect(displayNameOf(toMatchProfile(someone(ANCHOR, parts), 1))).toBe(name);
  });

  it('list the primary value first, each once', () => {
    const points = ['a', 'b', 'a', 'c'].map((value) => ({ value, primary: value === 'b' }));
    expect(primaryFirst(points)).toEqual(['b', 'a', 'c']);
    expect(primaryFirst([])).toEqual([]);
  });
});

test('completeness has one status for each domain, in the order people read them', () => {
  const statuses = toCompleteness({ CRM: report, BILLING: null }, null);
  expect(statuses.map(({ domain, state }) => [domain, state])).toEqual([
    ['CRM', 'OK'],
    ['SALES', 'NOT_CONFIGURED'],
    ['BILLING', 'FAILED'],
    ['MARKETING', 'NOT_CONFIGURED'],
    ['SUPPORT', 'NOT_CONFIGURED'],
  ]);
  expect(statuses[0]).toEqual({
    domain: 'CRM',
    state: 'OK',
    sources: ['hubspot'],
    ageSeconds: 0,
    latencyMs: 13,
    error: null,
    linksAsOf: null,
  });
  expect(statuses[2]?.error).toBe('SUBGRAPH_UNAVAILABLE');
});
