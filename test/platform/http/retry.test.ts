import { z } from 'zod';
import { UpstreamError } from '../../../platform/errors';
import type { HttpRequest } from '../../../platform/http/client';
import { createRetryBudget, pauseBeforeRetry } from '../../../platform/http/retry';
import { testCall } from '../../support/call';

const request: HttpRequest<unknown> = { method: 'GET', path: '/', reply: z.unknown(), call: testCall() };
const answered = (status: number, headers = {}) => ({ status, headers, body: '', refusedForMs: null });
const pause = (outcome: Parameters<typeof pauseBeforeRetry>[1], random: number, leftMs = 3_000) =>
  pauseBeforeRetry(request, outcome, { timeoutMs: 3_000, leftMs, random: () => random });

describe('the pause before a retry', () => {
  const broken = new UpstreamError('acme', 'UPSTREAM_UNAVAILABLE');

  it('is anything between nothing and the longest', () => {
    expect([pause(broken, 0), pause(broken, 0.5), pause(answered(503), 1)]).toEqual([0, 100, 200]);
  });

  it('leaves most of the time to the second attempt', () => {
    expect(pause(broken, 1, 100)).toBe(25);
  });

  it('is what Retry-After says, whatever chance says', () => {
    expect([pause(answered(503, { 'retry-after': '2' }), 0.3), pause(answered(429, { 'retry-after': '0' }), 0.3)]).toEqual([2_000, 0]);
  });

  it('does not exist for what a second attempt cures not, or may not repeat', () => {
    expect([pause(answered(500), 1), pause(answered(404), 1), pause(answered(200), 1)]).toEqual([null, null, null]);
    expect(pause(new UpstreamError('acme', 'UPSTREAM_TIMEOUT'), 1)).toBeNull();
    expect(pauseBeforeRetry({ ...request, retry: false }, broken, { timeoutMs: 1, leftMs: 1 })).toBeNull();
  });
});

describe('the retry budget', () => {
  it('pays for a tenth of the calls, beside the few saved at first', () => {
    const budget = createRetryBudget();
    let retries = 0;
    for (let call = 0; call < 1_000; call += 1) {
      budget.called();
      if (budget.spend()) retries += 1;
    }
    expect(retries).toBeGreaterThanOrEqual(100);
    expect(retries).toBeLessThanOrEqual(110);
  });

  it('saves no more in a quiet time than it had at first', () => {
    const budget = createRetryBudget();
    for (let call = 0; call < 1_000; call += 1) budget.called();
    let retries = 0;
    while (budget.spend()) retries += 1;
    expect(retries).toBe(10);
  });
});
