// A customer as Vendure words it: https://docs.vendure.io/reference/graphql-api/admin/object-types/#customer
import type { VendureAddress, VendureCustomer } from '../../world/vendure-story';
import { listOf, type ListOptions, type Row } from './list-query';
import { orderRow } from './orders';
import type { VendureNote } from './store';
import { toInstant } from './values';
import type { Views } from './views';

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** What a list of customers is filtered and sorted by. */
export function customerRow(views: Views, customer: VendureCustomer): Row {
  const { id, title, firstName, lastName, emailAddress, phoneNumber, crmId, loyaltyTier } = customer;
  return {
    cells: {
      ...{ id, title, firstName, lastName, emailAddress, phoneNumber, crmId, loyaltyTier },
      createdAt: toInstant(customer.createdAt),
      updatedAt: toInstant(customer.updatedAt),
    },
    lists: { postalCode: customer.addresses.map(({ postalCode }) => postalCode) },
    view: () => views.customer(customer),
  };
}

export function toCustomer(views: Views, customer: VendureCustomer): object {
  const { id, title, firstName, lastName, emailAddress, phoneNumber, user, crmId, loyaltyTier } = customer;
  const dates = { createdAt: toInstant(customer.createdAt), updatedAt: toInstant(customer.updatedAt) };
  return {
    ...{
      __typename: 'Customer',
      id,
      ...dates,
      title,
      firstName,
      lastName,
      emailAddress,
      phoneNumber,
      customFields: { crmId, loyaltyTier },
    },
    user:
      user === null
        ? null
        : { __typename: 'User', ...dates, id: user.id, identifier: emailAddress, verified: user.verified, lastLogin: null },
    addresses: () => customer.addresses.map((address) => toAddress(customer, address)),
    history: ({ options }: { options?: ListOptions | null }) => listOf(views.store.notesOf(id).map(noteRow), options),
    // Carts are among them, drafts of the staff are not.
    orders: ({ options }: { options?: ListOptions | null }) =>
      listOf(
        views.store.ordersOf(id).map((order) => orderRow(views, order)),
        options,
      ),
  };
}

/** Of what Vendure keeps in a customer's history only the notes are pretended. */
function noteRow({ id, note, isPublic, createdAt }: VendureNote): Row {
  const told = { id, createdAt, updatedAt: createdAt, isPublic, type: 'CUSTOMER_NOTE' };
  return { cells: told, view: () => ({ __typename: 'HistoryEntry', ...told, data: { note } }) };
}

/** Where an order of theirs was sent: the default address, word by word; null without one. */
export function toShippingAddress(customer: VendureCustomer): object | null {
  const address = customer.addresses.find(({ defaultShippingAddress }) => defaultShippingAddress);
  if (address === undefined) return null;
  const { company, streetLine1, city, postalCode, countryCode } = address;
  const country = countryNames.of(countryCode) ?? countryCode;
  return {
    ...{ fullName: fullNameOf(customer), company, streetLine1, streetLine2: '', city, province: '', postalCode },
    country,
    countryCode,
  };
}

/** What is not known is an empty text, as Vendure's dashboard sends it. */
function toAddress(customer: VendureCustomer, address: VendureAddress): object {
  const { countryCode, ...told } = address;
  const dates = { createdAt: toInstant(customer.createdAt), updatedAt: toInstant(customer.updatedAt) };
  return {
    ...{ __typename: 'Address', ...told, ...dates, fullName: fullNameOf(customer), streetLine2: '', province: '', phoneNumber: '' },
    customFields: null,
    country: {
      ...{ __typename: 'Country', id: countryCode, ...dates, code: countryCode, type: 'country', enabled: true },
      name: countryNames.of(countryCode) ?? countryCode,
    },
  };
}

function fullNameOf({ firstName, lastName }: VendureCustomer): string {
  return `${firstName} ${lastName}`.trim();
}
