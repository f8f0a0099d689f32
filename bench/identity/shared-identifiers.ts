// The judge's own eye for identifiers: what two raw records have in common, by rules of its own that are no part of the product.
// An address is its text in lower case; a number its last eight digits, which no spelling of it changes.
import type { World } from '../../sandbox/world/story';

/** Digits that tell numbers apart, whatever stands before them: a country code, zeros, brackets. */
const TELLING_DIGITS = 8;
/** They stand on many records and mean nobody. */
const PLACEHOLDER = /^(test@|no-?reply@|none@|unknown@|null@|n\/a)/;

/** What each live record holds, by its global id: `email …`, `phone …`, `id …` of a record that it stores, and its own `id …`. */
export function identifiersByRecord(world: World): Map<string, Set<string>> {
  const held = new Map<string, Set<string>>();
  const note = (
    id: string,
    values: readonly (string | null | undefined)[],
    phones: readonly (string | null | undefined)[],
    stored: readonly string[] = [],
  ): void => {
    const all = [...values.flatMap(toAddress), ...phones.flatMap(toNumber), ...stored.map((other) => `id ${other}`), `id ${id}`];
    held.set(id, new Set(all));
  };
  for (const { id, email, additionalEmails, phone, mobile } of world.crm.contacts) {
    note(`hubspot:contact:${id}`, [email, ...additionalEmails], [phone, mobile]);
  }
  for (const { id, email, additionalEmails, phone, externalId } of world.helpdesk.users) {
    note(`zendesk:user:${id}`, [email, ...additionalEmails], [phone], externalId === null ? [] : [`hubspot:contact:${externalId}`]);
  }
  for (const { id, email, phone } of world.billing.customers) note(`sql:customer:${id}`, [email], [phone]);
  for (const { id, email, phone } of world.shop.customers) note(`shopify:customer:${id}`, [email], [phone]);
  for (const { id, email, phone, metadata } of world.payments.customers) {
    const contact = metadata['hubspot_contact'];
    note(`stripe:customer:${id}`, [email], [phone], contact === undefined ? [] : [`hubspot:contact:${contact}`]);
  }
  for (const { id, email, phone, externalId } of world.marketing.profiles) {
    note(`klaviyo:profile:${id}`, [email], [phone], externalId === null ? [] : [`hubspot:contact:${externalId}`]);
  }
  return held;
}

/** Have they an identifier in common? */
export function shareIdentifier(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const identifier of a) if (b.has(identifier)) return true;
  return false;
}

function toAddress(value: string | null | undefined): string[] {
  const address = (value ?? '').trim().toLowerCase();
  return address === '' || PLACEHOLDER.test(address) ? [] : [`email ${address}`];
}

function toNumber(value: string | null | undefined): string[] {
  // An extension is no part of the number.
  const digits = (value ?? '').replace(/\s*(ext\.?|x)\s*\d+$/i, '').replace(/\D/g, '');
  return digits.length < TELLING_DIGITS ? [] : [`phone ${digits.slice(-TELLING_DIGITS)}`];
}
