// What happened lately in marketing, and what is true now, for the customer's timeline and signals. Titles name campaigns and
// scores, never a person, an address or what somebody wrote.
import type { DomainEvent, Fact } from '../../platform/exchange/events';
import type { ConsentPoint } from '../../platform/record';
import type { CampaignTouch, Engagement, MarketingFeedback, MarketingRecord } from './contract';

/** Messages sent and what became of them, consents taken back and scores given as events, in no order; what holds of the records as facts. */
export function toEvents(records: readonly MarketingRecord[], { touches, feedback }: Engagement): { events: DomainEvent[]; facts: Fact[] } {
  return {
    events: [
      ...touches.flatMap(touchEvents),
      ...records.flatMap((record) => consentEvents(record, touches)),
      ...feedback.flatMap(feedbackEvents),
    ],
    facts: [...records.flatMap(recordFacts), ...feedback.map(ratingFact)],
  };
}

const CHANNELS: Record<ConsentPoint['channel'], string> = { EMAIL: 'email', SMS: 'text message', PHONE: 'phone', POST: 'letter' };

function touchEvents(touch: CampaignTouch): DomainEvent[] {
  const called = touch.campaign ?? 'unnamed campaign';
  const event = (kind: string, word: string, at: string | null): DomainEvent[] =>
    at === null ? [] : [{ at, kind, title: `${word}: ${called}`, ref: { id: touch.id, url: null } }];
  return [
    ...event('CAMPAIGN_SENT', 'Sent', touch.sentAt),
    ...event('CAMPAIGN_OPENED', 'Opened', touch.openedAt),
    ...event('CAMPAIGN_CLICKED', 'Clicked', touch.clickedAt),
    ...event('EMAIL_BOUNCED', 'Came back', touch.bouncedAt),
    ...event('UNSUBSCRIBED', 'Unsubscribed', touch.unsubscribedAt),
  ];
}

/** A consent that was taken back without a message, on a preference page or by staff, left no touch that tells of it. */
function consentEvents({ id, url, consents }: MarketingRecord, touches: readonly CampaignTouch[]): DomainEvent[] {
  return consents.flatMap(({ channel, status, at }) => {
    const isTold = touches.some((touch) => touch.record === id && touch.channel === channel && touch.unsubscribedAt !== null);
    if (status !== 'REVOKED' || at === null || isTold) return [];
    return [{ at, kind: 'UNSUBSCRIBED', title: `Consent taken back: ${CHANNELS[channel]}`, ref: { id, url } }];
  });
}

function feedbackEvents({ id, kind, score, scaleMax, at }: MarketingFeedback): DomainEvent[] {
  return at === null ? [] : [{ at, kind: 'FEEDBACK_GIVEN', title: `Rated ${score} of ${scaleMax} (${kind})`, ref: { id, url: null } }];
}

function ratingFact({ id, score, scaleMax, at }: MarketingFeedback): Fact {
  return { kind: 'RATING', ref: { id, url: null }, at, score, scaleMax };
}

/** Unsubscribed is who took a consent back and has none left: whoever may still be written to by another way is not lost. */
function recordFacts({ id, url, consents, bounce }: MarketingRecord): Fact[] {
  const ref = { id, url };
  const revoked = consents.filter(({ status }) => status === 'REVOKED');
  const isLost = revoked.length > 0 && consents.every(({ status }) => status !== 'GRANTED');
  const times = revoked.map(({ at }) => at).filter((at) => at !== null);
  return [
    ...(isLost ? [{ kind: 'UNSUBSCRIBED' as const, ref, at: times.sort().at(-1) ?? null }] : []),
    ...(bounce === null ? [] : [{ kind: 'EMAIL_BOUNCING' as const, ref, at: bounce.at }]),
  ];
}
