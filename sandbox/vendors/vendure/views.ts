// What the objects an answer is made of share: the data, and the way from one object to another. Each view is one vendor object whose
// properties and methods are its fields, made when it is asked for. Types only.
import type { VendureCustomer, VendureLine, VendureOrder } from '../../world/vendure-story';
import type { VendureStore } from './store';

/** Of one request. */
export interface Asked {
  /** Whether the caller is an administrator who is logged in. */
  signedIn: boolean;
  /** The token it came with; null without one. */
  token: string | null;
  /** Set by the log-in and the log-out, for the answer's header. */
  newToken: string | null;
}

export interface Views {
  store: VendureStore;
  customer(customer: VendureCustomer): object;
  shippingAddress(customer: VendureCustomer): object | null;
  order(order: VendureOrder): object;
  line(order: VendureOrder, line: VendureLine): object;
}
