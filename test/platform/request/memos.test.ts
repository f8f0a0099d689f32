// What the subgraphs of one process remember together is one request's alone, and ends with it.
import { EVERYBODY } from '../../../platform/request/caller';
import { createRequestMemos } from '../../../platform/request/memos';
import { createScopeRegistry } from '../../../platform/request/scope';

const frame = (scopeId: string) => ({ requestId: 'r', scopeId, deadlineMs: 5_000, caller: EVERYBODY, askedSubgraphs: [] });

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('is one memo for all subgraphs of a request, and another for each request', () => {
  const memos = createRequestMemos();
  const [billing, sales] = [createScopeRegistry(memos), createScopeRegistry(memos)];
  const key = {};
  const made = billing.of(frame('a')).onceInProcess(key, () => ({}));
  expect(sales.of(frame('a')).onceInProcess(key, () => ({}))).toBe(made);
  expect(sales.of(frame('b')).onceInProcess(key, () => ({}))).not.toBe(made);
  // Their own memory stays their own.
  expect(billing.of(frame('a')).once('inquiry', () => 'billing')).toBe('billing');
  expect(sales.of(frame('a')).once('inquiry', () => 'sales')).toBe('sales');
});

it('is forgotten at the deadline, and when the process closes', () => {
  const memos = createRequestMemos();
  const key = {};
  const made = memos.of(frame('a'))(key, () => ({}));
  jest.advanceTimersByTime(5_001);
  const again = memos.of(frame('a'))(key, () => ({}));
  expect(again).not.toBe(made);
  memos.close();
  expect(jest.getTimerCount()).toBe(0);
  expect(memos.of(frame('a'))(key, () => ({}))).not.toBe(again);
  memos.close();
});
