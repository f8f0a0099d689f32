// Shopify's ways of writing an id, an instant and a sum of money.
import Big from 'big.js';
import { inEuros } from '../../world/prices';

/** https://shopify.dev/docs/api/usage/gids */
export function toGid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** null = not an id of Shopify's at all. A parameter at the end is let pass, as Shopify does. */
export function fromGid(gid: string): { type: string; id: string } | null {
  const [, type, id] = /^gid:\/\/shopify\/([A-Za-z]+)\/([^/?]+)(?:\?.*)?$/.exec(gid) ?? [];
  return type === undefined || id === undefined ? null : { type, id };
}

/** Without fractions of a second; null stays null. */
export function toInstant(instant: string): string;
export function toInstant(instant: string | null): string | null;
export function toInstant(instant: string | null): string | null {
  return instant === null ? null : `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** Shopify drops zeros at the end but keeps one decimal: `12.5`, `20.0`. */
export function toMoney(amount: string | Big, currencyCode: string): { amount: string; currencyCode: string } {
  const text = new Big(amount).toFixed();
  return { amount: text.includes('.') ? text : `${text}.0`, currencyCode };
}

/** The shop counts in euros, whatever its customers pay in. */
export const SHOP_CURRENCY = 'EUR';

/** What the customer sees, and what the shop counts: https://shopify.dev/docs/api/admin-graphql/2026-07/objects/MoneyBag */
export function toMoneyBag(amount: string | Big, currencyCode: string): object {
  return { presentmentMoney: toMoney(amount, currencyCode), shopMoney: toMoney(toShopAmount(amount, currencyCode), SHOP_CURRENCY) };
}

/** In the shop's currency, to the cent. */
export function toShopAmount(amount: string | Big, currencyCode: string): Big {
  return new Big(inEuros(Number(amount), currencyCode)).round(2);
}
