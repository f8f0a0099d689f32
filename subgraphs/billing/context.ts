// What billing's resolvers have at hand in one fetch.
import type { DomainSession } from '../../platform/domain/session';
import type { Source } from '../../platform/domain/source';
import type { SharedRead } from '../../platform/loader/shared-read';
import type { PersonRecord } from '../../platform/record';
import type { BillingConnector, Invoice } from './contract';

export type BillingSource = Source<BillingConnector, PersonRecord>;

/** The child reads of one source, behind its cache. */
export interface BillingReads {
  invoices: SharedRead<readonly Invoice[]>;
}

export interface BillingContext {
  session: DomainSession<BillingConnector, PersonRecord>;
  readsOf(source: BillingSource): BillingReads;
}
