// Sums of money: exact, and never across currencies.
import Big from 'big.js';

export interface Money {
  /** Decimal string. */
  amount: string;
  /** ISO 4217. */
  currency: string;
}

/** One sum per currency, in the order of the codes, with as many decimals as the most precise amount has. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, { sum: Big; decimals: number }>();
  for (const { amount, currency } of amounts) {
    const { sum, decimals } = sums.get(currency) ?? { sum: new Big(0), decimals: 0 };
    const own = amount.includes('.') ? amount.length - amount.indexOf('.') - 1 : 0;
    sums.set(currency, { sum: sum.plus(amount), decimals: Math.max(decimals, own) });
  }
  return [...sums]
    .map(([currency, { sum, decimals }]) => ({ amount: sum.toFixed(decimals), currency }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
