// The second marketing system's part of the story: audiences, who is in them and what they did, answered by the pretend Mailchimp.
// It is joined by choice: whose its members are stands in `TrueIdentity.further`.

/** What Mailchimp says of a contact; exactly one holds at a time. */
export type MailchimpStatus = 'subscribed' | 'unsubscribed' | 'cleaned' | 'pending' | 'transactional' | 'archived';

export interface MailchimpAudience {
  /** Ten hexadecimal digits. */
  id: string;
  name: string;
  createdAt: string;
}

/** A segment by rule (`saved`), or a tag (`static`); each of one audience. */
export interface MailchimpSegment {
  id: number;
  audienceId: string;
  name: string;
  type: 'saved' | 'static';
  createdAt: string;
}

/** Parts of an address as the merge field of that type has them; empty = unknown. */
export interface MailchimpAddress {
  addr1: string;
  addr2: string;
  city: string;
  state: string;
  zip: string;
  country: string;
}

/** Somebody in one audience. Who is in two is two members, of one address, with a status in each. */
export interface MailchimpMember {
  /** 32 hexadecimal digits; has nothing to do with the address. */
  contactId: string;
  /** Of the web application. */
  webId: number;
  audienceId: string;
  person: string;
  /** As it was typed in; one member of an audience has it, in whatever case. */
  email: string;
  status: MailchimpStatus;
  /** By merge tag: FNAME, LNAME, ADDRESS, PHONE, BIRTHDAY (MM/DD), COMPANY and the house's own. Absent = empty. */
  mergeFields: Record<string, string | MailchimpAddress>;
  /** Mailchimp's code: `de`, `fr_CA`; empty = not known. */
  language: string;
  vip: boolean;
  /** 1 to 5. */
  rating: number;
  source: string;
  /** Null where staff or another program added them. */
  signedUpAt: string | null;
  /** Null where they never confirmed. */
  optedInAt: string | null;
  changedAt: string;
  unsubscribeReason: string | null;
  /** Ids of `MailchimpSegment`, tags and segments alike. */
  segmentIds: number[];
}

export interface MailchimpCampaign {
  /** Ten hexadecimal digits. */
  id: string;
  audienceId: string;
  title: string;
  subject: string;
  sentAt: string;
}

export interface MailchimpActivity {
  contactId: string;
  action: 'sent' | 'open' | 'click' | 'bounce' | 'unsub' | 'abuse';
  at: string;
  campaignId: string;
  /** Of clicks. */
  url: string | null;
  /** Of bounces. */
  bounce: 'hard' | 'soft' | null;
}

export interface MailchimpAccount {
  audiences: MailchimpAudience[];
  segments: MailchimpSegment[];
  members: MailchimpMember[];
  campaigns: MailchimpCampaign[];
  activity: MailchimpActivity[];
}

/** An account that nobody has used yet. */
export function emptyMailchimp(): MailchimpAccount {
  return { audiences: [], segments: [], members: [], campaigns: [], activity: [] };
}
