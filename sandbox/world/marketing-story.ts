// The marketing system's part of the story: profiles and what they did, answered by the pretend Klaviyo.

/** A profile of the marketing system. Profiles are not joined by it: one person may have several, with other consent in each. */
export interface MarketingProfile {
  /** 26 capitals and digits. */
  id: string;
  person: string;
  email: string | null;
  /** E.164. */
  phone: string | null;
  externalId: string | null;
  firstName: string | null;
  lastName: string | null;
  organization: string | null;
  title: string | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
  locale: string | null;
  emailConsent: MarketingConsent;
  smsConsent: MarketingConsent;
  /** Set where the address is on the suppression list, whatever the consent says. */
  suppressed: { reason: 'HARD_BOUNCE' | 'USER_SUPPRESSED' | 'INVALID_EMAIL' | 'SPAM_COMPLAINT'; at: string } | null;
  listIds: string[];
  segmentIds: string[];
  createdAt: string;
  updatedAt: string;
  lastEventAt: string | null;
  custom: Record<string, string>;
}

export interface MarketingConsent {
  state: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED';
  at: string | null;
  method: string | null;
}

export interface MarketingEvent {
  id: string;
  profileId: string;
  metric: MarketingMetric;
  at: string;
  campaignId: string | null;
  /** For ratings. */
  rating: { score: number; scaleMax: number; comment: string | null } | null;
}

/** Metrics by their names in the vendor's account. */
export type MarketingMetric =
  | 'Received Email'
  | 'Opened Email'
  | 'Clicked Email'
  | 'Bounced Email'
  | 'Unsubscribed from Email Marketing'
  | 'Marked Email as Spam'
  | 'Received SMS'
  | 'Clicked SMS'
  | 'Submitted Survey';

export interface MarketingCampaign {
  id: string;
  name: string;
  channel: 'email' | 'sms';
  subject: string | null;
  sentAt: string;
}
