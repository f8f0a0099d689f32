import fc from 'fast-check';
import { dateDistance, equalityDistance, numberDistance, setDistance, textDistance } from '../../../subgraphs/customer/distance';

test.each([
  [numberDistance(120, 100), 20 / 120],
  [numberDistance(0, 0), 0],
  [numberDistance(0.5, 0), 0.5],
  [numberDistance(-5, 5), 1],
  [dateDistance('2026-01-01', '2026-01-01'), 0],
  [dateDistance('2026-01-01', '2026-03-15'), 73 / 365],
  [dateDistance('1990-01-01', '2026-01-01'), 1],
  [dateDistance('soon', '2026-01-01'), 1],
  [textDistance('  Müller GmbH.', 'mueller gmbh'), 0],
  [textDistance('abc', 'xyz'), 1],
  [setDistance(['a', 'b'], ['b', 'c']), 2 / 3],
  [setDistance([], []), 0],
  [equalityDistance('a', 'b'), 1],
])('%d is %d', (distance, expected) => {
  expect(distance).toBeCloseTo(expected, 10);
});

test('laws: from 0 to 1, 0 to oneself, the same both ways', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const text = fc.string({ unit: 'grapheme' });
  const date = fc.date({ noInvalidDate: true }).map((day) => day.toISOString());
  const set = fc.array(fc.constantFrom('a', 'b', 'c', 'd'));
  const lawful = <T>(arbitrary: fc.Arbitrary<T>, distance: (a: T, b: T) => number): void =>
    fc.assert(
      fc.property(arbitrary, arbitrary, (a, b) => {
        const apart = distance(a, b);
        expect(apart).toBeGreaterThanOrEqual(0);
        expect(apart).toBeLessThanOrEqual(1);
        expect(distance(a, a)).toBe(0);
        expect(distance(b, a)).toBe(apart);
      }),
    );
  lawful(number, numberDistance);
  lawful(text, textDistance);
  lawful(date, dateDistance);
  lawful(set, setDistance);
});
