// Whom a real Vendure is filled with: what the caller of `startVendure` writes, and the server's own process reads. Types only.

/** The content of the shop, and of the JSON file that it is handed over in. */
export interface ShopPeople {
  articles: readonly ShopArticle[];
  people: readonly ShopPerson[];
}

export interface ShopArticle {
  sku: string;
  name: string;
  /** Of one, taxes included, in cents. */
  price: number;
}

export interface ShopPerson {
  firstName: string;
  lastName: string;
  /** Vendure keeps it in lower case. */
  emailAddress: string;
  /** As typed; Vendure keeps any text. */
  phoneNumber: string | null;
  /** False = a guest: a customer without a user. */
  hasAccount: boolean;
  /** The fields that `server/config.ts` defines. */
  customFields: { crmId?: string; loyaltyTier?: string };
  /** The first is the default one. */
  addresses: readonly ShopAddress[];
  orders: readonly ShopOrder[];
}

export interface ShopAddress {
  company: string | null;
  streetLine1: string;
  city: string;
  postalCode: string;
  /** ISO 3166-1, of `server/catalogue.ts`. */
  countryCode: string;
}

/** The last state that an order is brought to, through all that come before it. */
export type ShopOrderState =
  'AddingItems' | 'PaymentAuthorized' | 'PaymentSettled' | 'PartiallyShipped' | 'Shipped' | 'Delivered' | 'Cancelled';

export interface ShopOrder {
  /** ISO 8601. */
  placedAt: string;
  lines: readonly { sku: string; quantity: number }[];
  state: ShopOrderState;
  /** For `Shipped` and what follows. */
  parcel: { method: string; trackingCode: string } | null;
  /** Paid back: so many pieces of the first line, or, with none, everything. */
  refund: { pieces: number; reason: string; settled: boolean } | null;
  /** An address or a name, in the order's own field of that name. */
  salesPerson: string | null;
}
