// The marketing system keeps its own rules, and what a profile did agrees with its consent, its lists and the time.
import { createWorld } from '../../../sandbox/world/create-world';
import type { MarketingMetric } from '../../../sandbox/world/marketing-story';
import { createWorldBuilder } from '../../../sandbox/world/world-builder';

const now = '2026-03-10T09:30:00.000Z';
const world = createWorld({ seed: 7, people: 800, now });
const { profiles, events, lists, segments, campaigns } = world.marketing;
const profileOf = new Map(profiles.map((profile) => [profile.id, profile]));
const eventsOf = new Map(profiles.map(({ id }) => [id, events.filter(({ profileId }) => profileId === id)]));

describe('the marketing system of the world', () => {
  it('has ids as the vendor makes them, each once', () => {
    for (const { id } of profiles) expect(id).toMatch(/^01H[0-9A-Z]{23}$/);
    for (const { id } of [...lists, ...segments]) expect(id).toMatch(/^[A-Za-z0-9]{6}$/);
    for (const records of [profiles, events, campaigns, [...lists, ...segments]])
      expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  });

  it('lets an address and a number belong to one profile, and has one of them at least', () => {
    for (const points of [profiles.map(({ email }) => email), profiles.map(({ phone }) => phone)]) {
      const told = points.filter((point) => point !== null);
      expect(told.length).toBeGreaterThan(100);
      expect(new Set(told).size).toBe(told.length);
      expect(told.filter((point) => point !== point.toLowerCase())).toEqual([]);
    }
    expect(profiles.filter(({ email, phone }) => email === null && phone === null)).toEqual([]);
    expect(profiles.filter(({ email, emailConsent }) => email === null && emailConsent.state !== 'NEVER_SUBSCRIBED')).toEqual([]);
    expect(profiles.filter(({ phone, smsConsent }) => phone === null && smsConsent.state !== 'NEVER_SUBSCRIBED')).toEqual([]);
  });

  it('lets a second profile have no address or number of the first', () => {
    const build = createWorldBuilder(1, now);
    build.identity('one', 'person');
    const points = { person: 'one', email: 'Ada@Shop.example.com', phone: '+442079460501', createdAt: now };
    expect(build.marketing.profile(points)).toMatchObject({ email: 'ada@shop.example.com', phone: '+442079460501' });
    expect(build.marketing.isTaken('ADA@shop.example.com')).toBe(true);
    expect(build.marketing.profile(points)).toMatchObject({ email: null, phone: null });
  });

  it('has a handful of events a profile, after it was made and before now, each of a campaign that was sent before', () => {
    expect(events.length / profiles.length).toBeGreaterThan(6);
    expect(events.length / profiles.length).toBeLessThan(10);
    const campaignOf = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
    for (const { at, campaignId, metric, profileId, rating } of events) {
      const profile = profileOf.get(profileId);
      expect([(profile?.createdAt ?? '9') <= at, at <= (profile?.lastEventAt ?? '0'), at <= now]).toEqual([true, true, true]);
      expect((campaignOf.get(campaignId ?? '')?.sentAt ?? '0') <= at).toBe(true);
      expect(rating !== null).toBe(metric === 'Submitted Survey');
      expect(campaignId === null || campaignOf.get(campaignId)?.channel === (metric.includes('SMS') ? 'sms' : 'email')).toBe(true);
    }
    for (const { createdAt, updatedAt, lastEventAt } of profiles) {
      expect(createdAt <= updatedAt && updatedAt <= now && (lastEventAt ?? createdAt) <= updatedAt).toBe(true);
    }
    const yearAgo = new Date(Date.parse(now) - 365 * 86_400_000).toISOString();
    expect(campaigns.every(({ sentAt }) => yearAgo < sentAt && sentAt < now)).toBe(true);
  });

  it('has every metric, and nothing opened or clicked that was not received', () => {
    const metrics: MarketingMetric[] = [
      ...(['Received Email', 'Opened Email', 'Clicked Email', 'Bounced Email', 'Unsubscribed from Email Marketing'] as const),
      ...(['Marked Email as Spam', 'Received SMS', 'Clicked SMS', 'Submitted Survey'] as const),
    ];
    expect(new Set(events.map(({ metric }) => metric))).toEqual(new Set(metrics));
    const received = new Map(
      events.filter(({ metric }) => metric.startsWith('Received')).map((one) => [`${one.profileId} ${one.campaignId}`, one.at]),
    );
    for (const { metric, profileId, campaignId, at } of events) {
      if (/^(Opened|Clicked)/.test(metric)) expect((received.get(`${profileId} ${campaignId}`) ?? '9') < at).toBe(true);
    }
  });

  it('sends no mail to those who left or never came, or whose mailbox bounced', () => {
    for (const { id, emailConsent, suppressed } of profiles) {
      const own = eventsOf.get(id) ?? [];
      const mails = own.filter(({ metric }) => metric === 'Received Email' || metric === 'Opened Email' || metric === 'Clicked Email');
      const left = own.filter(({ metric }) => metric === 'Unsubscribed from Email Marketing').map(({ at }) => at);
      expect(left).toEqual(emailConsent.state === 'UNSUBSCRIBED' ? [emailConsent.at] : []);
      if (emailConsent.state === 'NEVER_SUBSCRIBED') expect(mails).toEqual([]);
      if (emailConsent.state === 'UNSUBSCRIBED') expect(mails.filter(({ at }) => at > (emailConsent.at ?? ''))).toEqual([]);
      if (suppressed === null) continue;
      expect(mails.filter(({ at }) => at > suppressed.at)).toEqual([]);
      const cause = suppressed.reason === 'HARD_BOUNCE' ? 'Bounced Email' : 'Marked Email as Spam';
      expect(own.filter(({ metric }) => metric === cause).map(({ at }) => at)).toEqual([suppressed.at]);
    }
  });

  it('has the lists and segments, with members that fit', () => {
    expect(lists.map(({ name }) => name)).toEqual(['Newsletter', 'Product updates', 'Events']);
    expect(segments.map(({ name }) => name)).toEqual(['Active in 90 days', 'Win-back', 'Big spenders', 'At risk of leaving']);
    for (const { id } of lists) {
      const members = profiles.filter(({ listIds }) => listIds.includes(id));
      expect(members.length).toBeGreaterThan(20);
      expect(members.filter(({ emailConsent }) => emailConsent.state !== 'SUBSCRIBED')).toEqual([]);
    }
    for (const { id } of segments) expect(profiles.filter(({ segmentIds }) => segmentIds.includes(id)).length).toBeGreaterThan(10);
    const limit = new Date(Date.parse(now) - 90 * 86_400_000).toISOString();
    const active = segments[0]?.id ?? '';
    for (const { id, segmentIds } of profiles) {
      const seen = (eventsOf.get(id) ?? []).some(({ metric, at }) => metric === 'Opened Email' && at > limit);
      expect([id, segmentIds.includes(active)]).toEqual([id, seen]);
    }
  });
});
