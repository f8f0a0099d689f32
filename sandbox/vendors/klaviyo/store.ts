// The marketing part of the world, indexed the ways Klaviyo's endpoints look things up. Built once at start; only profiles change,
// and whose the events are.
import { createLag, type Lag } from '../../http/lag';
import type { MarketingCampaign, MarketingEvent, MarketingProfile } from '../../world/marketing-story';
import type { World } from '../../world/story';
import { changeProfile, toMergedProfile } from './profile-changes';

/** A list or a segment. */
export interface Group {
  id: string;
  name: string;
}

export interface KlaviyoStore {
  profileById(id: string): MarketingProfile | null;
  /** By ascending id, as lists of profiles know them now. */
  listedProfiles(): readonly MarketingProfile[];
  events(): readonly MarketingEvent[];
  eventById(id: string): MarketingEvent | null;
  eventsOf(profileId: string): readonly MarketingEvent[];
  groups: Readonly<Record<'lists' | 'segments', readonly Group[]>>;
  campaigns: readonly MarketingCampaign[];
  campaignById(id: string): MarketingCampaign | null;
  lag: Lag<MarketingProfile>;
  /** Adds or alters a profile. @throws ZodError */
  putProfile(change: object & { id: string }): MarketingProfile;
  /** All of them, as they are now. */
  profiles(): readonly MarketingProfile[];
  /** False where there is none. */
  deleteProfile(id: string): boolean;
  /** Merges one profile into another. Throws RangeError where one of them does not exist. */
  mergeProfiles(fromId: string, intoId: string): void;
}

export function createKlaviyoStore({ marketing }: World, lagSeconds: number): KlaviyoStore {
  const lag = createLag<MarketingProfile>(lagSeconds);
  const byId = new Map(marketing.profiles.map((profile) => [profile.id, profile]));
  const sorted = () => [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  let profiles: readonly MarketingProfile[] = sorted();

  const eventsById = new Map(marketing.events.map((event) => [event.id, event]));
  const campaignsById = new Map(marketing.campaigns.map((campaign) => [campaign.id, campaign]));
  const eventsByProfile = new Map<string, MarketingEvent[]>();
  for (const event of marketing.events) file(event);

  function file(event: MarketingEvent): void {
    const earlier = eventsByProfile.get(event.profileId);
    if (earlier === undefined) eventsByProfile.set(event.profileId, [event]);
    else earlier.push(event);
  }

  function putProfile(change: object & { id: string }): MarketingProfile {
    const before = byId.get(change.id) ?? null;
    const after = changeProfile(before, change, new Date().toISOString());
    byId.set(after.id, after);
    profiles = sorted();
    lag.changed(after.id, before);
    return after;
  }

  return {
    profileById: (id) => byId.get(id) ?? null,
    listedProfiles: () => lag.indexed(profiles, ({ id }) => id),
    events: () => [...eventsById.values()],
    eventById: (id) => eventsById.get(id) ?? null,
    eventsOf: (profileId) => eventsByProfile.get(profileId) ?? [],
    groups: { lists: marketing.lists, segments: marketing.segments },
    campaigns: marketing.campaigns,
    campaignById: (id) => campaignsById.get(id) ?? null,
    lag,
    putProfile,
    profiles: () => profiles,
    deleteProfile(id) {
      const isGone = byId.delete(id);
      profiles = sorted();
      return isGone;
    },
    mergeProfiles(fromId, intoId) {
      const [from, into] = [fromId, intoId].map((id) => byId.get(id));
      if (from === undefined || into === undefined || from === into) throw new RangeError('two profiles that exist make one');
      byId.delete(fromId);
      for (const event of eventsByProfile.get(fromId) ?? []) {
        const moved = { ...event, profileId: intoId };
        eventsById.set(event.id, moved);
        file(moved);
      }
      eventsByProfile.delete(fromId);
      putProfile(toMergedProfile(from, into));
    },
  };
}
