import { costs, createLedger } from '../../../platform/request/ledger';

describe('a ledger', () => {
  it('adds up counts, and keeps the largest times and the newest rest', () => {
    const ledger = createLedger();
    ledger.add('hubspot', { calls: 1, keys: 3, ms: 20, ageSeconds: 4, budgetLeft: 0.9 });
    ledger.add('hubspot', { calls: 2, cacheHits: 1, ms: 10, ageSeconds: 2, budgetLeft: 0.8, error: 'UPSTREAM_TIMEOUT' });
    ledger.add('zendesk', { keys: 1 });
    ledger.add('hubspot', { stoodInFor: 'UPSTREAM_RATE_LIMITED' });
    expect(ledger.drain()).toEqual({
      hubspot: {
        calls: 3,
        keys: 3,
        cacheHits: 1,
        ms: 20,
        ageSeconds: 4,
        budgetLeft: 0.8,
        error: 'UPSTREAM_TIMEOUT',
        stoodInFor: 'UPSTREAM_RATE_LIMITED',
      },
      zendesk: { calls: 0, keys: 1, cacheHits: 0, ms: 0, ageSeconds: 0, budgetLeft: null, error: null, stoodInFor: null },
    });
  });

  it('keeps what the newest does not say', () => {
    const ledger = createLedger();
    ledger.add('a', { budgetLeft: 0.5, error: 'UPSTREAM_DENIED' });
    ledger.add('a', { budgetLeft: null, calls: 1 });
    expect(ledger.drain()['a']).toMatchObject({ budgetLeft: 0.5, error: 'UPSTREAM_DENIED' });
  });

  it('hands everything on once', () => {
    const [subgraph, gateway] = [createLedger(), createLedger()];
    subgraph.add('a', { calls: 1 });
    gateway.addAll(costs.parse(JSON.parse(JSON.stringify(subgraph.drain()))));
    gateway.addAll(subgraph.drain());
    expect(gateway.drain()['a']?.calls).toBe(1);
    expect(gateway.drain()).toEqual({});
  });
});
