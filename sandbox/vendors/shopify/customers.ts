// How the world's shop customers look as Shopify customers: https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Customer
import Big from 'big.js';
import type { GraphQLResolveInfo } from 'graphql';
import type { ShopConsent, ShopCustomer } from '../../world/shop-story';
import { joined, toMailingAddress } from './addresses';
import { type PageArguments, toConnection } from './connections';
import { listOrders, type OrderArguments } from './order-list';
import type { ShopifyStore } from './store';
import { listMetafields, type MetafieldArguments } from './metafields';
import { SHOP_CURRENCY, toGid, toInstant, toMoney, toShopAmount } from './values';
import type { Asked, Views } from './views';

export function toCustomer(views: Views, customer: ShopCustomer): object {
  const { id, email, phone, emailConsent, smsConsent } = customer;
  const orders = views.store.ordersOf(id);
  const address = toMailingAddress(customer);
  const latest = orders.reduce<(typeof orders)[number] | null>(
    (last, order) => (last === null || last.createdAt < order.createdAt ? order : last),
    null,
  );
  return {
    __typename: 'Customer',
    id: toGid('Customer', id),
    legacyResourceId: id,
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: displayName(customer),
    email,
    phone,
    defaultEmailAddress: email === null ? null : toEmailAddress(email, emailConsent),
    defaultPhoneNumber: phone === null ? null : toPhoneNumber(phone, smsConsent),
    emailMarketingConsent: email === null ? null : { ...toConsent(emailConsent), marketingOptInLevel: optInLevel(emailConsent) },
    smsMarketingConsent:
      phone === null
        ? null
        : { ...toConsent(smsConsent), marketingOptInLevel: optInLevel(smsConsent) ?? 'UNKNOWN', consentCollectedFrom: 'SHOPIFY' },
    state: customer.hasAccount ? 'ENABLED' : 'DISABLED',
    verifiedEmail: email !== null && customer.hasAccount,
    tags: [...customer.tags].sort((a, b) => a.localeCompare(b)),
    note: customer.note,
    locale: customer.locale ?? 'en',
    taxExempt: false,
    createdAt: toInstant(customer.createdAt),
    updatedAt: toInstant(customer.updatedAt),
    numberOfOrders: String(orders.length),
    amountSpent: toMoney(amountSpent(views.store, customer), SHOP_CURRENCY),
    metafields: (args: MetafieldArguments) => listMetafields(customer, args),
    lastOrder: latest === null ? null : () => views.order(latest),
    orders: (args: OrderArguments, asked: Asked, info: GraphQLResolveInfo) => listOrders(views, orders, args, 'ID', asked, info),
    defaultAddress: address,
    addresses: ({ first }: { first?: number | null }) => (address === null ? [] : [address]).slice(0, first ?? undefined),
    addressesV2: (args: PageArguments) => toConnection(address === null ? [] : [{ id, order: id, view: () => address }], args),
  };
}

export function displayName({ firstName, lastName, email, phone }: ShopCustomer): string {
  return joined(' ', firstName, lastName) ?? email ?? phone ?? '';
}

/** Of all orders that were not cancelled, less what was paid back, in the shop's currency. */
export function amountSpent(store: ShopifyStore, { id }: ShopCustomer): Big {
  return store
    .ordersOf(id)
    .filter(({ cancelledAt }) => cancelledAt === null)
    .reduce((sum, { total, refunded, currency }) => sum.plus(toShopAmount(new Big(total).minus(refunded), currency)), new Big(0));
}

function toEmailAddress(emailAddress: string, consent: ShopConsent): object {
  return {
    emailAddress,
    marketingState: consent.state,
    marketingOptInLevel: optInLevel(consent),
    marketingUpdatedAt: toInstant(consent.at),
    validFormat: true,
  };
}

function toPhoneNumber(phoneNumber: string, consent: ShopConsent | null): object {
  return {
    phoneNumber,
    marketingState: consent?.state ?? 'NOT_SUBSCRIBED',
    marketingOptInLevel: optInLevel(consent),
    marketingUpdatedAt: toInstant(consent?.at ?? null),
    marketingCollectedFrom: consent === null ? null : 'SHOPIFY',
  };
}

function toConsent(consent: ShopConsent | null): object {
  return { marketingState: consent?.state ?? 'NOT_SUBSCRIBED', consentUpdatedAt: toInstant(consent?.at ?? null) };
}

/** Known of those who once said yes or no. */
function optInLevel(consent: ShopConsent | null): 'SINGLE_OPT_IN' | null {
  return consent === null || consent.state === 'NOT_SUBSCRIBED' ? null : 'SINGLE_OPT_IN';
}
