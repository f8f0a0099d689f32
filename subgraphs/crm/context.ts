// What the CRM's resolvers have at hand in one fetch.
import type { DomainSession } from '../../platform/domain/session';
import type { Source } from '../../platform/domain/source';
import type { SharedRead } from '../../platform/loader/shared-read';
import type { Activity, Company, CrmConnector, CrmRecord, Deal, Owner } from './contract';

export type CrmSource = Source<CrmConnector, CrmRecord>;

/** The child reads of one source, behind its cache. */
export interface CrmReads {
  deals: SharedRead<readonly Deal[]>;
  activities: SharedRead<readonly Activity[]>;
  owners: SharedRead<Owner | null>;
  companies: SharedRead<Company | null>;
}

export interface CrmContext {
  session: DomainSession<CrmConnector, CrmRecord>;
  readsOf(source: CrmSource): CrmReads;
}
