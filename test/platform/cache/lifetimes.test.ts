import { lifetimeOf, mayStandIn } from '../../../platform/cache/lifetimes';

test('a value is fresh for its time, less up to a tenth at random, less its age; then comes its grace', () => {
  expect(lifetimeOf(30, false, 0, 0)).toEqual({ freshMs: 30_000, keepMs: 330_000 });
  expect(lifetimeOf(30, false, 1_000, 1)).toEqual({ freshMs: 26_000, keepMs: 326_000 });
});

test('an absence is kept for ten seconds at most, and no grace', () => {
  expect(lifetimeOf(30, true, 0, 0)).toEqual({ freshMs: 10_000, keepMs: 10_000 });
  expect(lifetimeOf(5, true, 0, 0)).toEqual({ freshMs: 5_000, keepMs: 5_000 });
});

test.each([[0], [-1], [NaN], [Infinity]])('%s seconds are no time', (seconds) => {
  expect(lifetimeOf(seconds, false, 0, 0)).toBeNull();
});

test('what has used up its time is not kept', () => {
  expect(lifetimeOf(30, false, 30_000, 0)).toBeNull();
  expect(lifetimeOf(30, false, NaN, 0)).toBeNull();
});

test('it stands in for a quarter of its time while somebody reads it anew', () => {
  expect(mayStandIn(30_000, 0)).toBe(true);
  expect(mayStandIn(37_000, -7_000)).toBe(true);
  expect(mayStandIn(38_000, -8_000)).toBe(false);
});
