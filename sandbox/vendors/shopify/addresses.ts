// A shop customer's postal address as Shopify words it: https://shopify.dev/docs/api/admin-graphql/2026-07/objects/MailingAddress
import type { ShopCustomer } from '../../world/shop-story';
import { toGid } from './values';

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** @returns the country's name in English; null without a country. */
export function countryName(code: string | null): string | null {
  return code === null ? null : (countryNames.of(code) ?? code);
}

/** @returns null when nothing of an address is known. */
export function toMailingAddress(customer: ShopCustomer): object | null {
  const { id, firstName, lastName, company, street, city, postalCode, countryCode, phone } = customer;
  if ([company, street, city, postalCode, countryCode].every((part) => part === null)) return null;
  const country = countryName(countryCode);
  return {
    __typename: 'MailingAddress',
    id: `${toGid('MailingAddress', id)}?model_name=CustomerAddress`,
    firstName,
    lastName,
    name: joined(' ', firstName, lastName),
    company,
    address1: street,
    address2: null,
    city,
    province: null,
    provinceCode: null,
    zip: postalCode,
    country,
    countryCodeV2: countryCode,
    formattedArea: joined(', ', city, country),
    phone,
  };
}

/** @returns null when there is nothing to join. */
export function joined(separator: string, ...parts: (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null && part !== '');
  return known.length === 0 ? null : known.join(separator);
}
