// Texts in Shopify's search syntax: https://shopify.dev/docs/api/usage/search-syntax. Whatever a value has in it, it stays a value.
import type { Identifier } from '../../../../platform/connector';

/** A phrase: unquoted, an address would match whoever has one of its words. */
export function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** Customers who have any of the addresses and numbers; '' where there are none, which would mean everybody. */
export function anyOf(identifiers: readonly Identifier[]): string {
  return identifiers
    .filter(({ by }) => by === 'email' || by === 'phone')
    .map(({ by, value }) => `${by}:${quoted(value)}`)
    .join(' OR ');
}

const PLAIN_WORD = /^[\p{L}\p{M}\p{N}]+$/u;
const CONNECTIVE = /^(AND|OR|NOT)$/i;

/** Customers in whom every word of the text is found, wherever; '' for a text without words. */
export function bareTerms(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => (PLAIN_WORD.test(word) && !CONNECTIVE.test(word) ? word : quoted(word)))
    .join(' ');
}
