// What the objects an answer is made of share: the data, and the way from one object to another. Each view is one vendor object whose
// properties and methods are its fields, made when it is asked for.
import { type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { ShopCustomer, ShopFulfillment, ShopOrder, ShopReturn, ShopStaff } from '../../world/shop-story';
import { type Search, type SearchNote, toNote } from './search';
import type { OrderLine, ShopifyStore } from './store';

/** Of one request. */
export interface Asked {
  /** Gathers what `extensions.search` will tell. */
  notes: SearchNote[];
}

export interface Views {
  store: ShopifyStore;
  /** Throws where the app may not read staff. */
  staffMember(member: ShopStaff | null): object | null;
  customer(customer: ShopCustomer): object;
  order(order: ShopOrder): object;
  line(order: ShopOrder, line: OrderLine): object;
  fulfillment(order: ShopOrder, fulfillment: ShopFulfillment): object;
  returned(order: ShopOrder, told: ShopReturn): object;
}

/** Tells, in the answer, the fields a search named that do not exist. */
export function noteUnknown(search: Search<never>, asked: Asked, info: GraphQLResolveInfo): void {
  const note = toNote(responsePathAsArray(info.path), search);
  if (note !== null) asked.notes.push(note);
}
