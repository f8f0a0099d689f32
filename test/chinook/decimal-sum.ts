// Sums of money in the tests, without floating point.
import Big from 'big.js';

/** Sum of decimal strings, with two digits behind the point as the sample shop has them. */
export function decimalSum(amounts: readonly string[]): string {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed(2);
}
