// What Shopify leaves of two customers that were merged: one of them, by rules of Shopify's own; the other one is deleted.
// https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/customerMerge
import type { ShopCustomer } from '../../world/shop-story';

/**
 * Whom Shopify keeps: the one with an address; of two, the one whose account is enabled, then the one who consented to marketing;
 * else the second.
 */
export function keptOf(one: ShopCustomer, two: ShopCustomer): ShopCustomer {
  if ((one.email === null) !== (two.email === null)) return one.email === null ? two : one;
  if (one.email === null) return two;
  if (one.hasAccount !== two.hasAccount) return one.hasAccount ? one : two;
  return consents(one) && !consents(two) ? one : two;
}

/** What is kept says what it said, and what it did not say from the other. Tags of both stay, and so do both notes. */
export function toMergedCustomer(kept: ShopCustomer, gone: ShopCustomer): Partial<ShopCustomer> & { id: string } {
  const notes = [kept.note, gone.note].filter((note) => note !== null);
  return {
    ...{ id: kept.id, email: kept.email ?? gone.email, phone: kept.phone ?? gone.phone },
    ...{ firstName: kept.firstName ?? gone.firstName, lastName: kept.lastName ?? gone.lastName },
    tags: [...new Set([...kept.tags, ...gone.tags])],
    note: notes.length === 0 ? null : notes.join('\n'),
  };
}

function consents({ emailConsent }: ShopCustomer): boolean {
  return emailConsent.state === 'SUBSCRIBED' || emailConsent.state === 'PENDING';
}
