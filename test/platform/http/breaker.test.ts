import { createBreaker, type Breaker, type Ending } from '../../../platform/http/breaker';

describe('a breaker', () => {
  let now = 0;
  const options = { of: 20, least: 8, memoryMs: 30_000, pauseMs: 1_000, longestPauseMs: 3_000 };
  let breaker: Breaker;
  beforeEach(() => {
    now = 1_000_000;
    breaker = createBreaker(options, () => now);
  });
  function run(how: Ending): boolean {
    const ended = breaker.begin();
    ended?.(how);
    return ended !== null;
  }
  function open(): void {
    for (let call = 0; call < options.least; call += 1) run('badly');
    expect(breaker.isOpen()).toBe(true);
  }

  it('opens within 20 calls of which 60 % fail, and not before there are enough', () => {
    const sent = Array.from({ length: 20 }, (_, call) => run(call % 5 < 3 ? 'badly' : 'well'));
    expect(sent.filter(Boolean).length).toBeLessThanOrEqual(20);
    expect(breaker.isOpen()).toBe(true);
    expect(sent.slice(0, options.least).every(Boolean)).toBe(true);
  });

  it('stays closed where fewer than half fail, and where failures lie far apart', () => {
    for (let call = 0; call < 100; call += 1) expect(run(call % 3 === 0 ? 'badly' : 'well')).toBe(true);
    for (let call = 0; call < 100; call += 1) {
      now += options.memoryMs / 4;
      expect(run('badly')).toBe(true);
    }
  });

  it('is not moved by what says nothing', () => {
    for (let call = 0; call < 100; call += 1) expect(run('neither')).toBe(true);
  });

  it('lets one try after the pause, and all others when that went well', () => {
    open();
    now += options.pauseMs - 1;
    expect(breaker.begin()).toBeNull();
    now += 1;
    const tried = breaker.begin();
    expect(tried).not.toBeNull();
    expect([breaker.begin(), breaker.isOpen()]).toEqual([null, true]);
    tried?.('well');
    expect([run('well'), run('badly'), run('well')]).toEqual([true, true, true]);
  });

  it('doubles the pause after each try that failed, up to the longest', () => {
    open();
    for (const pauseMs of [1_000, 2_000, 3_000, 3_000]) {
      now += pauseMs - 1;
      expect(breaker.begin()).toBeNull();
      now += 1;
      expect(run('badly')).toBe(true);
    }
  });

  it('lets the next try where one ended without a word', () => {
    open();
    now += options.pauseMs;
    expect([run('neither'), run('well'), breaker.isOpen()]).toEqual([true, true, false]);
  });

  it('does not take a call from before for the try', () => {
    const early = breaker.begin();
    open();
    early?.('well');
    expect(breaker.isOpen()).toBe(true);
    now += options.pauseMs;
    const tried = breaker.begin();
    expect(breaker.begin()).toBeNull();
    tried?.('badly');
    expect(breaker.isOpen()).toBe(true);
  });
});
