import fc from 'fast-check';
import { sumByCurrency } from '../../platform/money';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('a sum of money', () => {
  it('is exact, per currency, in the order of the codes', () => {
    expect(sumByCurrency([eur('0.10'), { amount: '5', currency: 'CHF' }, eur('0.20')])).toEqual([
      { amount: '5', currency: 'CHF' },
      eur('0.30'),
    ]);
    expect(sumByCurrency([])).toEqual([]);
  });

  it('has the decimals of the most precise amount, and no exponent', () => {
    expect(sumByCurrency([eur('1'), eur('2.5'), eur('0.125')])).toEqual([eur('3.625')]);
    expect(sumByCurrency([eur('123456789012345678901234567890.00'), eur('0.01')])).toEqual([eur('123456789012345678901234567890.01')]);
    expect(sumByCurrency([eur('0.0000001')])).toEqual([eur('0.0000001')]);
    expect(sumByCurrency([eur('5.00'), eur('-5.00')])).toEqual([eur('0.00')]);
  });

  it('does not depend on the order', () => {
    const cents = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1 });
    fc.assert(
      fc.property(cents, (list) => {
        const amounts = list.map((cent) =>
          eur(`${cent < 0 ? '-' : ''}${Math.floor(Math.abs(cent) / 100)}.${String(Math.abs(cent) % 100).padStart(2, '0')}`),
        );
        expect(sumByCurrency(amounts)).toEqual(sumByCurrency(amounts.toReversed()));
        const [sum] = sumByCurrency(amounts);
        expect(Math.round(Number(sum?.amount) * 100)).toBe(list.reduce((total, cent) => total + cent, 0));
      }),
    );
  });
});
