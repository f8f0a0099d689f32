// What Request Tracker has on those whom the helpdesk or the CRM know as well: typed by other hands, at other times.
import { CRM_FIELD, type TrackerUser } from '../request-tracker-story';
import type { Random } from '../random';
import type { CrmContact, HelpdeskUser } from '../story';
import type { WorldBuilder } from '../world-builder';
import type { TrackerBuilder } from './builder';

/** Somebody, as one or both of the other systems have them. */
export interface KnownPerson {
  person: string;
  user: HelpdeskUser | null;
  contact: CrmContact | null;
}

/** Their user in RT; null where there is nothing to write down. */
export function writeTrackerUser(build: WorldBuilder, tracker: TrackerBuilder, random: Random, known: KnownPerson): TrackerUser | null {
  const { person, user, contact } = known;
  const email = addressOf(known, random);
  const phone = user?.phone ?? contact?.phone ?? null;
  if (email === null && phone === null) return null;
  const contactName = [contact?.firstName, contact?.lastName].filter((part) => part != null && part !== '').join(' ');
  const realName = user?.name ?? (contactName === '' ? null : contactName);
  const created = build.ago(random.int(30, 700), random.next() * 20);
  return tracker.user({
    person,
    // Mail makes users who are called by their address; those whom somebody typed in have a name of their own.
    ...(email !== null && random.chance(0.25) ? { name: email.slice(0, email.indexOf('@')).toLowerCase() } : {}),
    realName: random.chance(0.12) ? null : random.chance(0.08) ? (realName?.toUpperCase() ?? null) : realName,
    emailAddress: email,
    organization: random.chance(0.6) ? (user?.organisation ?? contact?.company ?? null) : null,
    lang: random.chance(0.4) ? (user?.locale.slice(0, 2) ?? null) : null,
    ...phones(phone, contact?.mobile ?? null, random),
    ...(contact !== null && random.chance(0.3) ? { city: contact.city, country: contact.country } : {}),
    customFields: contact !== null && random.chance(0.3) ? { [CRM_FIELD]: [contact.id] } : {},
    disabled: random.chance(0.02),
    ...{ created, lastUpdated: build.ago(random.int(0, 29)) },
  });
}

/** RT keeps an address as it was typed; some wrote from another one of theirs. */
function addressOf({ user, contact }: KnownPerson, random: Random): string | null {
  const usual = user?.email ?? contact?.email ?? null;
  const others = [contact?.email ?? null, ...(contact?.additionalEmails ?? []), ...(user?.additionalEmails ?? [])].flatMap(
    (one) => one ?? [],
  );
  const [other] = random.chance(0.1) ? others.filter((one) => one.toLowerCase() !== usual?.toLowerCase()) : [];
  const email = other ?? usual;
  if (email === null || random.chance(0.03)) return null;
  if (!random.chance(0.25)) return email;
  return random.chance(0.3) ? email.toUpperCase() : email.replace(/(^|[._])([a-z])/g, (all) => all.toUpperCase());
}

/** Four fields for numbers, and nobody knows which one to use. */
function phones(phone: string | null, mobile: string | null, random: Random): Partial<TrackerUser> {
  if (phone === null || random.chance(0.3)) return {};
  const typed = random.chance(0.3) ? phone.replace(/(\d{3})(?=\d{3})/g, '$1 ') : phone;
  const field = random.weighted({ workPhone: 6, mobilePhone: 2, homePhone: 1 });
  return { ...(mobile === null || random.chance(0.5) ? {} : { mobilePhone: mobile }), [field]: typed.slice(0, 30) };
}
