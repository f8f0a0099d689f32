// What the shop's resolvers have at hand in one fetch.
import type { DomainSession } from '../../platform/domain/session';
import type { Source } from '../../platform/domain/source';
import type { SharedRead } from '../../platform/loader/shared-read';
import type { Order, OrderContents, SalesConnector, SalesRecord } from './contract';

export type SalesSource = Source<SalesConnector, SalesRecord>;

/** The child reads of one source, behind its cache. */
export interface SalesReads {
  orders: SharedRead<readonly Order[]>;
  contents: SharedRead<OrderContents | null>;
}

export interface SalesContext {
  session: DomainSession<SalesConnector, SalesRecord>;
  readsOf(source: SalesSource): SalesReads;
}
