// The shop's part of the story: customers, orders and staff, as the world tells them and the pretend Shopify answers them.

/** A customer of the online shop. Sensors and spare parts are bought there; an order as a guest makes a customer too. */
export interface ShopCustomer {
  /** Vendor's own id: digits. */
  id: string;
  person: string;
  firstName: string | null;
  lastName: string | null;
  /** Shopify keeps it in lower case; one live customer has it at most. */
  email: string | null;
  /** E.164, as Shopify makes it on input; one live customer has it at most. */
  phone: string | null;
  /** True where an account was made, false for guests. */
  hasAccount: boolean;
  company: string | null;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  countryCode: string | null;
  locale: string | null;
  tags: string[];
  note: string | null;
  /** What the shop knows of marketing consent, independently of the marketing system. */
  emailConsent: ShopConsent;
  smsConsent: ShopConsent | null;
  createdAt: string;
  updatedAt: string;
  /** Custom fields by `namespace.key`; left out = none. */
  metafields?: Record<string, string | number | boolean>;
}

export interface ShopConsent {
  state: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NOT_SUBSCRIBED' | 'PENDING';
  at: string | null;
}

/** Staff of the shop; the same people as the CRM's owners, by their email addresses. */
export interface ShopStaff {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
}

export interface ShopOrder {
  id: string;
  customerId: string;
  /** What people quote: `#1042`. */
  name: string;
  createdAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: 'CUSTOMER' | 'DECLINED' | 'FRAUD' | 'INVENTORY' | 'OTHER' | 'STAFF' | null;
  currency: string;
  /** Decimal string; the sum of the lines. */
  total: string;
  refunded: string;
  financialStatus: 'PENDING' | 'AUTHORIZED' | 'PAID' | 'PARTIALLY_REFUNDED' | 'REFUNDED' | 'VOIDED';
  fulfillmentStatus: 'UNFULFILLED' | 'PARTIALLY_FULFILLED' | 'FULFILLED' | 'ON_HOLD';
  fulfillments: ShopFulfillment[];
  lines: { id: string; sku: string | null; title: string; quantity: number; unitPrice: string }[];
  returns: ShopReturn[];
  /** Staff member who made it; null = the customer did. */
  staffId: string | null;
  /** A sales person is a tag `sales:<email>` where the staff member is not told. */
  tags: string[];
}

export interface ShopFulfillment {
  id: string;
  createdAt: string;
  status: 'SUCCESS' | 'CANCELLED' | 'ERROR';
  displayStatus: 'CONFIRMED' | 'IN_TRANSIT' | 'OUT_FOR_DELIVERY' | 'DELIVERED' | 'DELAYED' | 'FAILURE' | null;
  deliveredAt: string | null;
  trackingCompany: string | null;
  trackingNumber: string | null;
}

export interface ShopReturn {
  id: string;
  /** `#1042-R1`. */
  name: string;
  status: 'REQUESTED' | 'OPEN' | 'CLOSED' | 'DECLINED' | 'CANCELED';
  createdAt: string;
  reason: 'DEFECTIVE' | 'NOT_AS_DESCRIBED' | 'UNWANTED' | 'WRONG_ITEM' | 'OTHER';
  quantity: number;
}
