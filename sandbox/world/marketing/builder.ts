// Collects the records of the marketing system and gives each its id. It knows that system's own rules (one profile for an
// address and one for a number, at most) and nothing of people or plots.
import type { Blank, Book } from '../book';
import type { MarketingCampaign, MarketingEvent, MarketingProfile } from '../marketing-story';
import type { World } from '../story';

export interface MarketingBuilder {
  list(name: string): string;
  segment(name: string): string;
  campaign(campaign: Omit<MarketingCampaign, 'id'>): MarketingCampaign;
  /** Whether a profile has this address (in any case) or this number (E.164) already. */
  isTaken(contactPoint: string): boolean;
  /** The address is kept in lower case; an address or a number that another profile has is left out, as it would be that profile. */
  profile(profile: Blank<MarketingProfile, 'person' | 'createdAt'>): MarketingProfile;
  /** The profile's last event and last change move on with it. */
  event(profile: MarketingProfile, event: Blank<Omit<MarketingEvent, 'profileId'>, 'metric' | 'at'>): MarketingEvent;
}

/** Crockford's 32 letters, of which ULIDs are made. */
const ULID_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

export function createMarketingBuilder(book: Book, marketing: World['marketing']): MarketingBuilder {
  const taken = new Set<string>();
  const claim = (contactPoint: string | null | undefined): string | null => {
    const point = contactPoint?.toLowerCase() ?? '';
    if (point === '' || taken.has(point)) return null;
    taken.add(point);
    return point;
  };
  const ulid = (kind: string): string => `01H${book.nextCode(kind, ULID_LETTERS, 23)}`;
  return {
    list: (name) => {
      const id = book.nextCode('list', LETTERS, 6);
      marketing.lists.push({ id, name });
      return id;
    },
    segment: (name) => {
      const id = book.nextCode('segment', LETTERS, 6);
      marketing.segments.push({ id, name });
      return id;
    },
    campaign: (told) => {
      const campaign = { ...told, id: ulid('campaign') };
      marketing.campaigns.push(campaign);
      return campaign;
    },
    isTaken: (contactPoint) => taken.has(contactPoint.toLowerCase()),
    profile: (told) => {
      const id = ulid('profile');
      book.know(told.person, `klaviyo:profile:${id}`, false);
      const profile: MarketingProfile = {
        ...{ externalId: null, firstName: null, lastName: null, organization: null, title: null },
        ...{ city: null, postalCode: null, country: null, locale: null },
        emailConsent: { state: 'NEVER_SUBSCRIBED', at: null, method: null },
        smsConsent: { state: 'NEVER_SUBSCRIBED', at: null, method: null },
        ...{ suppressed: null, listIds: [], segmentIds: [], updatedAt: told.createdAt, lastEventAt: null, custom: {} },
        ...told,
        ...{ id, email: claim(told.email), phone: claim(told.phone) },
      };
      marketing.profiles.push(profile);
      return profile;
    },
    event: (profile, told) => {
      // Field by field: there are ten thousand of these, and spreading objects together takes its time.
      const event: MarketingEvent = {
        id: book.nextCode('event', LETTERS, 11),
        profileId: profile.id,
        metric: told.metric,
        at: told.at,
        campaignId: told.campaignId ?? null,
        rating: told.rating ?? null,
      };
      marketing.events.push(event);
      if (profile.lastEventAt === null || profile.lastEventAt < event.at) profile.lastEventAt = event.at;
      if (profile.updatedAt < event.at) profile.updatedAt = event.at;
      return event;
    },
  };
}
