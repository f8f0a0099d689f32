// Each source once, whatever domains report it, and as badly off as the worst of them saw it.
import fc from 'fast-check';
import { DOMAINS } from '../../../platform/exchange/domain';
import type { SourceReport } from '../../../platform/exchange/sources';
import { toCacheConsistency, toSources } from '../../../subgraphs/customer/sources';

function report(parts: Partial<SourceReport> = {}): SourceReport {
  const lookups: SourceReport['lookups'] = [
    { by: 'id', keysPerCall: 1_000, caseSensitive: false, lagSeconds: null, status: 'UNCHECKED', checkedAt: null, note: null },
  ];
  return {
    id: 'sql',
    domain: 'BILLING',
    vendor: 'sql',
    health: 'UP',
    lookups,
    cacheMode: 'links',
    budgetLeft: null,
    mapping: [],
    custom: [],
    cacheCheck: null,
    ...parts,
  };
}

describe('sources', () => {
  it('that serve several domains are listed once, with all of them', () => {
    const { domain, cacheCheck: _, ...rest } = report();
    const other = report({ id: 'zendesk', vendor: 'zendesk', domain: 'SUPPORT' });
    expect(toSources([report(), other, report({ domain: 'SALES' }), report({ domain: 'SUPPORT' })])).toEqual([
      { ...rest, domains: [domain, 'SALES', 'SUPPORT'] },
      { ...rest, id: 'zendesk', vendor: 'zendesk', domains: ['SUPPORT'] },
    ]);
  });

  // Processes apart from each other may use a name for two things: neither may pass for the other.
  it('of two vendors stay two, whatever their name', () => {
    expect(toSources([report(), report({ vendor: 'stripe', domain: 'SALES' })])).toHaveLength(2);
  });

  it('have the mapping of all domains that read them, what these have in common once', () => {
    const line = (of: string, from: string) => ({ of, field: 'number', from, by: null });
    const person = line('PersonRecord', 'person.no');
    const reports = [
      report({ mapping: [person, line('Invoice', 'bill.no')] }),
      report({ domain: 'SALES', mapping: [person, line('Order', 'sale.no')] }),
    ];
    expect(toSources(reports)).toMatchObject([{ mapping: [person, line('Invoice', 'bill.no'), line('Order', 'sale.no')] }]);
  });

  it.each([
    ['UP', 'DOWN', 'DOWN'],
    ['UNKNOWN', 'UP', 'UP'],
    ['UNKNOWN', 'DOWN', 'DOWN'],
    ['UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
  ] as const)('seen %s and %s are %s', (one, other, health) => {
    for (const seen of [
      [one, other],
      [other, one],
    ]) {
      expect(toSources(seen.map((each) => report({ health: each })))).toMatchObject([{ health }]);
    }
  });

  it.each([
    ['UNSUPPORTED', 'SUPPORTED', 'UNSUPPORTED'],
    ['UNCHECKED', 'SUPPORTED', 'SUPPORTED'],
    ['UNCHECKED', 'UNSUPPORTED', 'UNSUPPORTED'],
  ] as const)('with a look-up seen %s and %s have it %s', (one, other, status) => {
    const seen = [one, other].map((each) => {
      const [lookup] = report().lookups;
      return report({ lookups: lookup === undefined ? [] : [{ ...lookup, status: each, note: each }] });
    });
    for (const reports of [seen, seen.toReversed()]) expect(toSources(reports)).toMatchObject([{ lookups: [{ status, note: status }] }]);
  });

  it('have the smallest budget that anybody saw', () => {
    const budgets = fc.array(fc.option(fc.float({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: DOMAINS.length });
    fc.assert(
      fc.property(budgets, (left) => {
        const [source, ...others] = toSources(left.map((budgetLeft) => report({ budgetLeft })));
        const known = left.filter((budget) => budget !== null);
        expect(others).toEqual([]);
        expect(source?.budgetLeft).toBe(known.length === 0 ? null : Math.min(...known));
        expect(source?.domains).toHaveLength(left.length);
      }),
    );
  });
});

describe('the cache checks of sources', () => {
  const check = (meanAbsoluteDifference: number) => ({ checked: 2, differing: 1, meanAbsoluteDifference });

  it('are told once a source, the worst of those who made one', () => {
    const all = [
      report({ cacheCheck: check(0.1) }),
      report({ cacheCheck: check(0.3), domain: 'SALES' }),
      report({ cacheCheck: null, domain: 'SUPPORT' }),
    ];
    expect(toCacheConsistency(all)).toEqual([{ source: 'sql', error: null, ...check(0.3) }]);
  });

  it('say where none could be made, and why', () => {
    const none = { checked: null, differing: null, meanAbsoluteDifference: null };
    expect(toCacheConsistency([report(), report({ id: 'stripe', cacheCheck: { error: 'UPSTREAM_TIMEOUT' } })])).toEqual([
      { source: 'sql', error: null, ...none },
      { source: 'stripe', error: 'UPSTREAM_TIMEOUT', ...none },
    ]);
  });
});
