// What marketing's resolvers have at hand in one fetch.
import type { DomainSession } from '../../platform/domain/session';
import type { Source } from '../../platform/domain/source';
import type { SharedRead } from '../../platform/loader/shared-read';
import type { Audience, Engagement, MarketingConnector, MarketingRecord } from './contract';

export type MarketingSource = Source<MarketingConnector, MarketingRecord>;

/** The child reads of one source, behind its cache. */
export interface MarketingReads {
  engagement: SharedRead<Engagement>;
  segments: SharedRead<readonly Audience[]>;
  lists: SharedRead<readonly Audience[]>;
  /** Of the whole source; every key has the one answer. */
  audiences: SharedRead<readonly Audience[]>;
}

export interface MarketingContext {
  session: DomainSession<MarketingConnector, MarketingRecord>;
  readsOf(source: MarketingSource): MarketingReads;
}
