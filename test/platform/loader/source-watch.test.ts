import { UpstreamError } from '../../../platform/errors';
import { callFor, codeOf, createSourceWatch } from '../../../platform/loader/source-watch';
import { createLedger } from '../../../platform/request/ledger';

describe('a source watch', () => {
  it('knows how the newest call went', () => {
    const watch = createSourceWatch('hubspot', () => null);
    expect(watch.health()).toBe('UNKNOWN');
    watch.sent(5, true);
    expect(watch.health()).toBe('DOWN');
    watch.sent(5, false);
    expect(watch.health()).toBe('UP');
  });

  it('knows by the newest answer that told how far the source’s clock is ahead', () => {
    const watch = createSourceWatch('hubspot', () => null);
    expect(watch.aheadSeconds()).toBeNull();
    watch.dated(new Date(Date.now() - 600_000).toUTCString());
    watch.dated('');
    watch.dated('no date');
    expect(Math.abs((watch.aheadSeconds() ?? 0) + 600)).toBeLessThanOrEqual(2);
  });

  it('books each call on the request that began it', () => {
    const watch = createSourceWatch('hubspot', () => 0.25);
    const ledger = createLedger();
    const call = callFor(watch, ledger);
    call.sent(12.4, false);
    call.sent(3, true);
    expect(ledger.drain()).toEqual({
      hubspot: { calls: 2, keys: 0, cacheHits: 0, ms: 12, ageSeconds: 0, budgetLeft: 0.25, error: null, stoodInFor: null },
    });
    expect(watch.health()).toBe('DOWN');
    expect(call.signal.aborted).toBe(false);
  });

  it('has a stable code for everything', () => {
    expect(codeOf(new UpstreamError('a', 'UPSTREAM_DENIED'))).toBe('UPSTREAM_DENIED');
    expect(codeOf(new Error('password=secret'))).toBe('INTERNAL_SERVER_ERROR');
  });
});
