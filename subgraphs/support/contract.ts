// What this subgraph needs from any helpdesk. A vendor folder exists to satisfy this interface.
import type { BatchRead, ListRead, RecordSource } from '../../platform/connector';
import type { PersonRecord, RecordId } from '../../platform/record';
import type { SupportActions } from './actions';

export type { SupportActions } from './actions';

export type TicketStatus = 'OPEN' | 'IN_PROGRESS' | 'ON_HOLD' | 'CLOSED';
export type TicketPriority = 'URGENT' | 'HIGH' | 'NORMAL' | 'LOW';
export type SlaState = 'NONE' | 'ON_TRACK' | 'BREACHED' | 'FULFILLED';

export interface Rating {
  score: number;
  scaleMax: number;
  comment: string | null;
  /** ISO 8601 in UTC. */
  at: string | null;
}

export interface Ticket {
  id: RecordId;
  /** Where a person can open it. */
  url: string | null;
  /** The number people quote. */
  number: string | null;
  subject: string | null;
  status: TicketStatus;
  priority: TicketPriority | null;
  channel: string | null;
  /** ISO 8601 in UTC, like every time here. */
  createdAt: string;
  updatedAt: string | null;
  firstReplyAt: string | null;
  solvedAt: string | null;
  sla: SlaState;
  slaDueAt: string | null;
  tags: string[];
  rating: Rating | null;
  /** The requester's record. */
  record: RecordId;
}

export interface Comment {
  id: RecordId;
  at: string;
  body: string;
  public: boolean;
  /** The record of whoever wrote it: a customer's, or a member of staff's; null where the helpdesk names nobody. */
  author: RecordId | null;
  /** Whether the customer wrote it, where no author tells; null = unknown. */
  fromCustomer?: boolean | null;
}

/** A helpdesk. Every read takes global ids of its own records. */
export interface SupportConnector extends RecordSource {
  /** Tickets each user requested, newest first, as many as the vendor lets one see. */
  tickets: BatchRead<RecordId, readonly Ticket[]>;
  /** What was written in each ticket, oldest first, at most 100. */
  comments: BatchRead<RecordId, readonly Comment[]>;
  /** Requesters of tickets that are not closed, of these priorities (all when empty), the most urgent, then the oldest first; `items` are the tickets. */
  openTickets: ListRead<{ priorities: readonly TicketPriority[] }, PersonRecord>;
  /** What it can do, besides read, as its vendor documents; left out = nothing. */
  actions?: SupportActions;
}
