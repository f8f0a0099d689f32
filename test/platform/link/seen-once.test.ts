import fc from 'fast-check';
import { createSeenOnce } from '../../../platform/link/seen-once';

const WINDOW = 100;

test('a number is new once', () => {
  const seen = createSeenOnce({ windowMs: WINDOW, most: 10, from: 0 });
  expect([seen.isNew('a', 1_000, 1_000), seen.isNew('a', 1_000, 1_000), seen.isNew('b', 1_000, 1_000)]).toEqual([true, false, true]);
});

test('what was signed before the memory began is not new', () => {
  const seen = createSeenOnce({ windowMs: WINDOW, most: 10, from: 500 });
  expect([seen.isNew('a', 499, 510), seen.isNew('b', 500, 510)]).toEqual([false, true]);
});

test('however full the memory is, nothing is taken twice', () => {
  const uses = fc.array(fc.record({ nonce: fc.integer({ min: 0, max: 15 }), laterBy: fc.integer({ min: 0, max: 30 }) }), { maxLength: 60 });
  fc.assert(
    fc.property(uses, fc.integer({ min: 1, max: 5 }), (given, most) => {
      const seen = createSeenOnce({ windowMs: WINDOW, most, from: 0 });
      const taken = new Set<number>();
      let now = 1_000;
      for (const { nonce, laterBy } of given) {
        now += laterBy;
        // A number belongs to one moment, as its signature says.
        const signedAt = 1_000 + nonce * 20;
        if (Math.abs(signedAt - now) > WINDOW) continue;
        const isNew = seen.isNew(String(nonce), signedAt, now);
        if (isNew && taken.has(nonce)) return false;
        if (isNew) taken.add(nonce);
      }
      return true;
    }),
  );
});

test('a memory with room takes everything that is new, in whatever order it was signed', () => {
  const seen = createSeenOnce({ windowMs: WINDOW, most: 1_000, from: 0 });
  for (let n = 0; n < 500; n += 1) expect(seen.isNew(String(n), 1_000 + n - ((n * 7) % 50), 1_000 + n)).toBe(true);
});
