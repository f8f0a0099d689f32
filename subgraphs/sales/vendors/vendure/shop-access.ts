// A running connection to one shop, as its reads use it. Types only.
import type { VendureApi } from './api';
import type { ShopReader } from './shop';
import type { Account } from './wire';

export interface ShopAccess extends ShopReader {
  api: VendureApi;
  account: Account;
}

/** Filters of the Admin API, as data. https://docs.vendure.io/reference/graphql-api/admin/input-types/#customerfilterparameter */
export type Filter = Readonly<Record<string, unknown>>;

/** A page of a list. https://docs.vendure.io/reference/graphql-api/admin/input-types/#customerlistoptions */
export interface ListOptions {
  filter: Filter;
  sort: Readonly<Record<string, 'ASC' | 'DESC'>>;
  skip: number;
  /** Left out = as many as the shop lets: `adminListQueryLimit`, 1,000 where nothing is set. */
  take?: number;
}
