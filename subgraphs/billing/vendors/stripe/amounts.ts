// Stripe's amounts, whole numbers of a currency's smallest unit, as decimal strings.
// https://docs.stripe.com/currencies#minor-units
import Big from 'big.js';

/** https://docs.stripe.com/currencies#zero-decimal; UGX is on that list, and an exception to it. */
const WITHOUT_DECIMALS: ReadonlySet<string> = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** https://docs.stripe.com/currencies#three-decimal */
const WITH_THREE: ReadonlySet<string> = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** ISK and UGX are sent with two, always 00 (https://docs.stripe.com/currencies#special-cases); HUF and TWD are whole in payouts only. */
function decimalsOf(currency: string): number {
  return WITHOUT_DECIMALS.has(currency) ? 0 : WITH_THREE.has(currency) ? 3 : 2;
}

/**
 * With as many decimals as Stripe counts for the currency; fractions of the smallest unit are rounded, half up.
 * @param currency ISO 4217, in capitals.
 */
export function toDecimal(smallestUnits: number | string | Big, currency: string): string {
  const decimals = decimalsOf(currency);
  return new Big(smallestUnits).div(new Big(10).pow(decimals)).toFixed(decimals);
}
