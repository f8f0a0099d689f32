// Laws of what a mapping does to a column: amounts keep their value, days their distance, words their meaning.
import Big from 'big.js';
import fc from 'fast-check';
import { amountOf, instant, textOf, timeOf } from '../../../platform/sql/cells';

const amounts = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, scale]) => new Big(digits.toString()).div(new Big(10).pow(scale)).toFixed(scale));
const divisors = fc.constantFrom(1, 10, 100, 1_000, 10_000);

it('an amount in cents is a hundredth, to the last digit', () => {
  fc.assert(
    fc.property(amounts, divisors, (cell, divideBy) => {
      const amount = amountOf({ column: 'a', divideBy }, cell) ?? '';
      expect(new Big(amount).times(divideBy).eq(cell)).toBe(true);
      expect(amount).toMatch(/^-?\d+(\.\d+)?$/);
    }),
  );
});

it('an amount that is none is left for others to refuse, and nothing is filled in but what the mapping says', () => {
  fc.assert(
    fc.property(fc.constantFrom('NaN', 'Infinity', '', '1e3'), divisors, (cell, divideBy) => {
      expect(amountOf({ column: 'a', divideBy }, cell)).toBe(cell);
      expect(amountOf({ column: 'a', divideBy }, null)).toBeNull();
      expect(Number(amountOf({ column: 'a', divideBy, default: '5' }, null))).toBe(5 / divideBy);
    }),
  );
});

const DAY_MS = 86_400_000;
const moments = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const days = fc.integer({ min: -36_500, max: 36_500 });

it('days and moments move by whole days, and back again', () => {
  fc.assert(
    fc.property(moments, days, (moment, plusDays) => {
      const day = moment.slice(0, 10);
      const cell = `${day} ${moment.slice(11, 23)}`;
      const moved = timeOf({ column: 'a', plusDays }, cell);
      expect(timeOf({ column: 'a', plusDays: -plusDays }, moved)).toBe(cell);
      expect(Date.parse(instant.parse(moved)) - Date.parse(moment)).toBe(plusDays * DAY_MS);
      expect(timeOf({ column: 'a', plusDays }, day)).toBe(moved?.slice(0, 10));
    }),
  );
});

it.each(['infinity', '-infinity', '0044-03-15 12:00:00 BC'])('%s is no moment', (cell) => {
  expect(instant.safeParse(timeOf({ column: 'a', plusDays: 0 }, cell)).success).toBe(false);
});

it('a word is what the mapping makes of it, blanks around it aside', () => {
  const value = { column: 'a', values: new Map([['o', 'OPEN']]), fallback: 'PAID' };
  const blanks = fc.array(fc.constantFrom(' ', '\t', '\n', '\u00a0')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.string(), blanks, blanks, (word, before, after) => {
      const read = textOf(value, before + word + after);
      expect(read).toBe(word.trim() === 'o' ? 'OPEN' : 'PAID');
      expect(textOf({ ...value, values: null }, before + word + after)).toBe(word.trim() || 'PAID');
    }),
  );
});
