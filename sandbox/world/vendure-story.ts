// The story of the second shop, run on the house's own Vendure: customers and orders as the world tells them and the pretend
// Vendure answers them. Types only.

/** A customer, with an account or a guest. */
export interface VendureCustomer {
  /** Vendure's own id: digits. */
  id: string;
  person: string;
  title: string | null;
  /** '' where there is none: Vendure knows no null here. */
  firstName: string;
  lastName: string;
  /** Vendure keeps it in lower case; several customers may have it. */
  emailAddress: string;
  /** As typed. */
  phoneNumber: string | null;
  /** null = a guest. */
  user: { id: string; verified: boolean } | null;
  addresses: VendureAddress[];
  crmId: string | null;
  loyaltyTier: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface VendureAddress {
  id: string;
  company: string;
  streetLine1: string;
  city: string;
  postalCode: string;
  /** ISO 3166-1 alpha-2. */
  countryCode: string;
  defaultShippingAddress: boolean;
  defaultBillingAddress: boolean;
}

/** https://docs.vendure.io/guides/core-concepts/orders/#the-order-process */
export type VendureOrderState =
  | 'AddingItems'
  | 'ArrangingPayment'
  | 'PaymentAuthorized'
  | 'PaymentSettled'
  | 'PartiallyShipped'
  | 'Shipped'
  | 'PartiallyDelivered'
  | 'Delivered'
  | 'Cancelled';

export interface VendureOrder {
  id: string;
  customerId: string;
  /** What people quote: sixteen letters and digits. */
  code: string;
  state: VendureOrderState;
  type: 'Regular' | 'Seller' | 'Aggregate';
  createdAt: string;
  updatedAt: string;
  /** null = still a cart. */
  orderPlacedAt: string | null;
  currency: string;
  /** Taxes included, like every amount here: whole numbers, of the hundredth part. */
  shipping: number;
  lines: VendureLine[];
  fulfillments: VendureFulfillment[];
  payments: VendurePayment[];
  salesPerson: string | null;
}

export interface VendureLine {
  id: string;
  variantId: string;
  sku: string;
  name: string;
  unitPrice: number;
  /** What was ordered; nothing of a cancelled order is still to come. */
  quantity: number;
}

export interface VendureFulfillment {
  id: string;
  state: 'Pending' | 'Shipped' | 'Delivered' | 'Cancelled';
  method: string;
  trackingCode: string;
  createdAt: string;
  updatedAt: string;
}

export interface VendurePayment {
  id: string;
  method: string;
  amount: number;
  state: 'Authorized' | 'Settled' | 'Declined' | 'Cancelled' | 'Error';
  createdAt: string;
  refunds: VendureRefund[];
}

export interface VendureRefund {
  id: string;
  total: number;
  state: 'Pending' | 'Settled' | 'Failed';
  reason: string | null;
  /** What it is for; none = a sum without goods. */
  lines: { lineId: string; quantity: number }[];
  createdAt: string;
}

/** The shop's part of a world. */
export interface VendureShop {
  customers: VendureCustomer[];
  orders: VendureOrder[];
}
