// What billing's resolvers have at hand in one fetch.
import type { DomainSession } from '../../platform/domain/session';
import type { Source } from '../../platform/domain/source';
import type { SharedRead } from '../../platform/loader/shared-read';
import type { BillingConnector, BillingRecord, Invoice, Payment, Subscription } from './contract';

export type BillingSource = Source<BillingConnector, BillingRecord>;

/** The child reads of one source, behind its cache; null = its connector has no such read. */
export interface BillingReads {
  invoices: SharedRead<readonly Invoice[]>;
  subscriptions: SharedRead<readonly Subscription[]> | null;
  payments: SharedRead<readonly Payment[]> | null;
}

export interface BillingContext {
  session: DomainSession<BillingConnector, BillingRecord>;
  readsOf(source: BillingSource): BillingReads;
}
