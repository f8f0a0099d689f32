import fc from 'fast-check';
import { damerauDistance, jaroWinkler } from '../../../platform/identity/text-distance';

test.each([
  ['MARTHA', 'MARHTA', 0.961],
  ['DWAYNE', 'DUANE', 0.84],
  ['DIXON', 'DICKSONX', 0.813],
  ['abc', 'xyz', 0],
  ['', '', 1],
  ['a', '', 0],
])('Jaro-Winkler of %j and %j is %d', (a, b, similarity) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(similarity, 3);
});

test.each([
  ['lovelace', 'lovelcae', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
  ['same', 'same', 0],
])('distance of %j and %j is %d', (a, b, distance) => {
  expect(damerauDistance(a, b)).toBe(distance);
});

test('laws: both are symmetric, in their bounds, and zero apart only when equal', () => {
  const word = fc.oneof(fc.stringMatching(/^[abc]{0,6}$/), fc.string({ unit: 'grapheme', maxLength: 8 }));
  fc.assert(
    fc.property(word, word, (a, b) => {
      const similarity = jaroWinkler(a, b);
      expect(similarity).toBeCloseTo(jaroWinkler(b, a), 10);
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      expect(jaroWinkler(a, a)).toBe(1);
      expect(damerauDistance(a, b)).toBe(damerauDistance(b, a));
      expect(damerauDistance(a, b) === 0).toBe(a === b);
    }),
  );
});
