import type { ConsentPoint } from '../../../platform/record';
import type { CampaignTouch, MarketingFeedback, MarketingRecord } from '../../../subgraphs/marketing/contract';
import { toEvents } from '../../../subgraphs/marketing/events';
import { person } from '../../platform/identity/people';

const URL = 'https://www.klaviyo.com/profile/1';
const RECORD = 'klaviyo:profile:1';
const ref = { id: RECORD, url: URL };

function profile(consents: ConsentPoint[], bounce: MarketingRecord['bounce'] = null): MarketingRecord {
  return { ...person(RECORD, { fullName: 'Ada Lovelace', email: 'ada@example.com' }), url: URL, consents, bounce, lastEngagedAt: null };
}

const consent = (channel: ConsentPoint['channel'], status: ConsentPoint['status'], at: string | null = null): ConsentPoint => ({
  ...{ channel, purpose: 'marketing', status, address: null, at },
});

const touch: CampaignTouch = {
  ...{ id: 'klaviyo:message:SPRING:1', campaign: 'Spring sale', channel: 'EMAIL', subject: 'Ada, half off!', record: RECORD },
  sentAt: '2026-01-01T00:00:00.000Z',
  openedAt: '2026-01-02T00:00:00.000Z',
  clickedAt: '2026-01-03T00:00:00.000Z',
  bouncedAt: '2026-01-04T00:00:00.000Z',
  unsubscribedAt: '2026-01-05T00:00:00.000Z',
};

const rated: MarketingFeedback = {
  ...{ id: 'klaviyo:event:1', kind: 'survey', score: 2, scaleMax: 5, comment: 'Ada is not amused', record: RECORD },
  at: '2026-01-06T00:00:00.000Z',
};

const NOTHING = { touches: [], feedback: [] };

describe('events', () => {
  it('tell what became of a message, without its subject', () => {
    expect(toEvents([], { touches: [touch], feedback: [] }).events.map(({ at, kind, title }) => [at.slice(0, 10), kind, title])).toEqual([
      ['2026-01-01', 'CAMPAIGN_SENT', 'Sent: Spring sale'],
      ['2026-01-02', 'CAMPAIGN_OPENED', 'Opened: Spring sale'],
      ['2026-01-03', 'CAMPAIGN_CLICKED', 'Clicked: Spring sale'],
      ['2026-01-04', 'EMAIL_BOUNCED', 'Came back: Spring sale'],
      ['2026-01-05', 'UNSUBSCRIBED', 'Unsubscribed: Spring sale'],
    ]);
    const blank = { sentAt: null, openedAt: null, clickedAt: null, bouncedAt: null, unsubscribedAt: null };
    expect(toEvents([], { touches: [{ ...touch, ...blank }], feedback: [] }).events).toEqual([]);
    expect(toEvents([], { touches: [{ ...touch, ...blank, sentAt: touch.sentAt, campaign: null }], feedback: [] }).events).toEqual([
      { at: touch.sentAt, kind: 'CAMPAIGN_SENT', title: 'Sent: unnamed campaign', ref: { id: touch.id, url: null } },
    ]);
  });

  it('tell of a score, without what was written', () => {
    expect(toEvents([], { touches: [], feedback: [rated, { ...rated, at: null }] }).events).toEqual([
      { at: rated.at, kind: 'FEEDBACK_GIVEN', title: 'Rated 2 of 5 (survey)', ref: { id: 'klaviyo:event:1', url: null } },
    ]);
  });

  it('tell of a consent taken back where no message does', () => {
    const at = '2026-02-01T00:00:00.000Z';
    const record = profile([consent('EMAIL', 'REVOKED', at), consent('SMS', 'GRANTED', at), consent('PHONE', 'REVOKED')]);
    const told = { at, kind: 'UNSUBSCRIBED', title: 'Consent taken back: email', ref };
    expect(toEvents([record], NOTHING).events).toEqual([told]);
    const kinds = (touches: CampaignTouch[]) => toEvents([record], { touches, feedback: [] }).events.map(({ title }) => title);
    expect(kinds([touch])).not.toContain(told.title);
    expect(kinds([{ ...touch, channel: 'SMS' }])).toContain(told.title);
    expect(kinds([{ ...touch, record: 'klaviyo:profile:2' }])).toContain(told.title);
    expect(kinds([{ ...touch, unsubscribedAt: null }])).toContain(told.title);
  });
});

describe('facts', () => {
  const factsOf = (...consents: ConsentPoint[]) => toEvents([profile(consents)], NOTHING).facts;
  const [EARLY, LATE] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'];

  it('are a customer unsubscribed from all they were ever asked', () => {
    expect(factsOf(consent('EMAIL', 'REVOKED', EARLY), consent('SMS', 'UNKNOWN'))).toEqual([{ kind: 'UNSUBSCRIBED', ref, at: EARLY }]);
    expect(factsOf(consent('EMAIL', 'REVOKED', EARLY), consent('SMS', 'REVOKED', LATE))).toEqual([{ kind: 'UNSUBSCRIBED', ref, at: LATE }]);
    expect(factsOf(consent('EMAIL', 'REVOKED'), consent('SMS', 'DENIED'))).toEqual([{ kind: 'UNSUBSCRIBED', ref, at: null }]);
  });

  it.each([
    ['may still be written to otherwise', [consent('EMAIL', 'REVOKED', EARLY), consent('SMS', 'GRANTED', EARLY)]],
    ['never agreed to anything', [consent('EMAIL', 'DENIED', EARLY), consent('SMS', 'UNKNOWN')]],
    ['was never asked', [consent('EMAIL', 'UNKNOWN')]],
    ['has no consents', []],
  ])('are not one who %s', (_name, consents) => {
    expect(factsOf(...consents)).toEqual([]);
  });

  it('are an address that does not work, and each score', () => {
    const feedback = [rated, { ...rated, id: 'klaviyo:event:2', at: null }];
    expect(toEvents([profile([], { at: EARLY })], { touches: [touch], feedback }).facts).toEqual([
      { kind: 'EMAIL_BOUNCING', ref, at: EARLY },
      { kind: 'RATING', ref: { id: 'klaviyo:event:1', url: null }, at: rated.at, score: 2, scaleMax: 5 },
      { kind: 'RATING', ref: { id: 'klaviyo:event:2', url: null }, at: null, score: 2, scaleMax: 5 },
    ]);
  });
});
