// What the helpdesk's resolvers have at hand in one fetch.
import type { DomainSession } from '../../platform/domain/session';
import type { Source } from '../../platform/domain/source';
import type { SharedRead } from '../../platform/loader/shared-read';
import type { PersonRecord } from '../../platform/record';
import type { Comment, SupportConnector, Ticket } from './contract';

export type SupportSource = Source<SupportConnector, PersonRecord>;

/** The child reads of one source, behind its cache. */
export interface SupportReads {
  tickets: SharedRead<readonly Ticket[]>;
  comments: SharedRead<readonly Comment[]>;
}

export interface SupportContext {
  session: DomainSession<SupportConnector, PersonRecord>;
  readsOf(source: SupportSource): SupportReads;
}
