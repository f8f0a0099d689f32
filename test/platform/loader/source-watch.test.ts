import { UpstreamError } from '../../../platform/errors';
import { codeOf, createSourceWatch, withCall } from '../../../platform/loader/source-watch';
import { createPatience } from '../../../platform/request/patience';
import { anAsker } from '../../support/asker';

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

  it('books each call on the request that began it, whose hurry it is in', async () => {
    const watch = createSourceWatch('hubspot', () => 0.25);
    const asker = anAsker({ priority: 'batch' });
    await withCall(watch, asker, async (call) => {
      call.sent(12.4, false);
      call.sent(3, true);
      expect({ aborted: call.signal.aborted, priority: call.priority }).toEqual({ aborted: false, priority: 'batch' });
    });
    expect(asker.ledger.drain()).toEqual({
      hubspot: { calls: 2, keys: 0, cacheHits: 0, ms: 12, ageSeconds: 0, budgetLeft: 0.25, error: null, stoodInFor: null },
    });
    expect(watch.health()).toBe('DOWN');
  });

  it('aborts a call for which nobody waits any more, and takes that for no failure of the source', async () => {
    const watch = createSourceWatch('hubspot', () => null);
    const patience = createPatience();
    const asker = anAsker({ patience });
    await withCall(watch, asker, async (call) => {
      call.sent(1, false);
      expect(call.signal.aborted).toBe(false);
      patience.end();
      expect(call.signal.aborted).toBe(true);
      call.sent(1, true);
    });
    expect(watch.health()).toBe('UP');
    expect(asker.ledger.drain()['hubspot']).toMatchObject({ calls: 2 });
  });

  it('has a stable code for everything', () => {
    expect(codeOf(new UpstreamError('a', 'UPSTREAM_DENIED'))).toBe('UPSTREAM_DENIED');
    expect(codeOf(new Error('password=secret'))).toBe('INTERNAL_SERVER_ERROR');
  });
});
