// What this subgraph needs from any marketing system. A vendor folder exists to satisfy this interface.
import type { BatchRead, ListRead, RecordSource } from '../../platform/connector';
import type { Call } from '../../platform/http/call';
import type { PersonRecord, RecordId } from '../../platform/record';
import type { MarketingActions } from './actions';

export type { MarketingActions } from './actions';

/** A profile in the marketing system. Its consents are in `consents`. */
export interface MarketingRecord extends PersonRecord {
  /** Set where mail to its address comes back for good; `at` = since when, ISO 8601 in UTC. */
  bounce: { at: string | null } | null;
  /** When it last opened, clicked or did anything else that the system noticed: ISO 8601 in UTC, like every time here. */
  lastEngagedAt: string | null;
}

/** One message of a campaign to one profile, and when each thing became of it for the first time; null = not that we know. */
export interface CampaignTouch {
  id: RecordId;
  /** The campaign's name. */
  campaign: string | null;
  channel: 'EMAIL' | 'SMS' | 'OTHER';
  subject: string | null;
  sentAt: string | null;
  openedAt: string | null;
  clickedAt: string | null;
  bouncedAt: string | null;
  unsubscribedAt: string | null;
  record: RecordId;
}

/** When the message was sent or, where that is not known, first heard of: what touches are ordered by. */
export function touchedAt({ sentAt, openedAt, clickedAt, bouncedAt, unsubscribedAt }: CampaignTouch): string | null {
  return sentAt ?? [openedAt, clickedAt, bouncedAt, unsubscribedAt].filter((at) => at !== null).sort()[0] ?? null;
}

/** An answer to a survey or a review. */
export interface MarketingFeedback {
  id: RecordId;
  /** Of what kind: `survey`, `review`. */
  kind: string;
  /** 0 to `scaleMax`. */
  score: number;
  scaleMax: number;
  comment: string | null;
  at: string | null;
  record: RecordId;
}

/** What a profile did with what was sent. */
export interface Engagement {
  /** Newest first by `touchedAt`; those that the newest 200 events tell of. */
  touches: CampaignTouch[];
  /** Newest first, of the same events. */
  feedback: MarketingFeedback[];
}

/** A group of profiles: a segment by rule, a list by hand or sign-up. */
export interface Audience {
  /** `klaviyo:segment:Y6nRLr`, `klaviyo:list:…`. */
  id: RecordId;
  name: string | null;
  kind: 'SEGMENT' | 'LIST';
}

/** A marketing system. Every read takes global ids of its own records. */
export interface MarketingConnector extends RecordSource<MarketingRecord> {
  /** What each profile did. */
  engagement: BatchRead<RecordId, Engagement>;
  /** The segments each profile is in, by name. */
  segments: BatchRead<RecordId, readonly Audience[]>;
  /** The lists each profile is on, by name. */
  lists: BatchRead<RecordId, readonly Audience[]>;
  /** All segments and lists there are, by name. Rejects where one of the two cannot be read. */
  audiences(call: Call): Promise<readonly Audience[]>;
  /** The members of one segment or list, who joined last first; an unknown group has none, and another source's costs no request. */
  members: ListRead<{ audience: RecordId }, MarketingRecord>;
  /** What it can do, besides read, as its vendor documents; left out = nothing. */
  actions?: MarketingActions;
}
