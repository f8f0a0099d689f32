// What the house asks for its goods in each country: prices made in euros and put into the country's own currency, roughly.
import type { Culture } from './cultures';

const PER_EURO: Readonly<Record<string, number>> = {
  ...{ EUR: 1, USD: 1.1, GBP: 0.9, BRL: 6, JPY: 160, CNY: 8 },
  ...{ KRW: 1_500, SEK: 11, PLN: 4.3, INR: 95 },
};

/** In units of the currency (not in cents), whole but for the .90 of small prices. */
export function priceIn({ currency, decimals }: Pick<Culture, 'currency' | 'decimals'>, euros: number): number {
  const price = euros * (PER_EURO[currency] ?? 1);
  if (decimals === 0) return Math.round(price / 100) * 100;
  return price < 200 ? Math.floor(price) + 0.9 : Math.round(price);
}

/** What an amount of a currency is worth, roughly. */
export function inEuros(amount: number, currency: string): number {
  return amount / (PER_EURO[currency] ?? 1);
}

/** A price as a number of the currency's smallest units: cents, or whole yen and won. */
export function smallestUnits(price: number, decimals: 0 | 2): number {
  return Math.round(price * 10 ** decimals);
}
