// Who is in Mailchimp, and as what: about a third of those whom the first marketing system knows, and a few of the others. Names,
// addresses and numbers are spelt by the world's habits, and some are older or other than elsewhere.
import { withCapitals } from '../email-addresses';
import type { MailchimpAddress, MailchimpAudience, MailchimpMember, MailchimpStatus } from '../mailchimp-story';
import type { Person } from '../people';
import type { Random } from '../random';
import type { WrittenPerson } from '../record-writers';
import { emailIn, nameIn, oneNumber, phoneIn } from '../spelling';
import type { WorldBuilder } from '../world-builder';
import type { MailchimpHouse } from './house';

/** A member as their teller gives them; the ids come with the writing, the rest has defaults. */
export type BlankMember = Pick<MailchimpMember, 'person' | 'email' | 'status' | 'changedAt'> &
  Partial<Omit<MailchimpMember, 'audienceId' | 'webId'>>;

const HEX = '0123456789abcdef';
const IN_MAILCHIMP = { known: 0.33, unknown: 0.03 };
const STATUSES: Readonly<Record<MailchimpStatus, number>> = {
  ...{ subscribed: 66, unsubscribed: 17, cleaned: 5, pending: 3, transactional: 6, archived: 3 },
};
const FIRST_WEB_ID = 510_000_001;

/** Adds a member and books them; null where the audience has the address already, in whatever case: Mailchimp would refuse it. */
export function writeMember(
  build: WorldBuilder,
  random: Random,
  { account, taken }: MailchimpHouse,
  audience: MailchimpAudience,
  told: BlankMember,
): MailchimpMember | null {
  const place = `${audience.id} ${told.email.toLowerCase()}`;
  if (taken.has(place)) return null;
  taken.add(place);
  const member: MailchimpMember = {
    ...{ contactId: hexCode(random), webId: FIRST_WEB_ID + account.members.length, audienceId: audience.id },
    ...{ mergeFields: {}, language: '', vip: false, rating: 2, source: 'Import' },
    ...{ signedUpAt: null, optedInAt: null, unsubscribeReason: null, segmentIds: [] },
    ...told,
  };
  account.members.push(member);
  build.knowFurther(told.person, `mailchimp:member:${audience.id}-${member.contactId}`);
  return member;
}

/** Their memberships; none where they are not known there, or have no address that is free. */
export function writeMembers(build: WorldBuilder, random: Random, house: MailchimpHouse, one: WrittenPerson): MailchimpMember[] {
  const { person } = one;
  if (!random.chance(person.systems.marketing ? IN_MAILCHIMP.known : IN_MAILCHIMP.unknown)) return [];
  const isCustomer = person.plot !== 'lead' && person.plot !== 'prospect';
  const both = random.chance(0.15);
  const audiences = both ? [house.customers, house.newsletter] : [isCustomer ? house.customers : house.newsletter];
  const points = pointsOf(random, person);
  if (points === null) return [];
  const mergeFields = mergeFieldsOf(random, one, points.phone);
  return audiences.flatMap((audience) => {
    const told = { ...standing(build, random, person), person: person.id, email: points.email, mergeFields };
    const member = writeMember(build, random, house, audience, told);
    return member === null ? [] : [member];
  });
}

/** An older address brings the number along, which ties it to the rest; null = there is no address. */
function pointsOf(random: Random, person: Person): { email: string; phone: string | null } | null {
  const number = oneNumber(person);
  const other = number !== null && random.chance(0.08);
  const email = other ? person.otherEmail : emailIn(person, 'marketing', random);
  if (email === null) return null;
  const phone = other || random.chance(0.35) ? phoneIn(person, number, 'payments', random) : null;
  return { email: random.chance(0.06) ? withCapitals(email) : email, phone };
}

function mergeFieldsOf(random: Random, { person, contact }: WrittenPerson, phone: string | null): MailchimpMember['mergeFields'] {
  const { firm, culture } = person;
  const { first, last } = nameIn(person, 'marketing', random);
  const nameless = person.plot === 'lead' && random.chance(0.3);
  const address: MailchimpAddress = {
    ...{ addr1: person.street, addr2: '', city: person.city, state: '', zip: person.postalCode },
    country: culture.country,
  };
  return {
    ...(nameless ? {} : { FNAME: first, LNAME: last }),
    ...(phone === null ? {} : { PHONE: phone }),
    ...(firm !== null && random.chance(0.5) ? { COMPANY: firm.name } : {}),
    ...(person.street !== '' && random.chance(0.4) ? { ADDRESS: address } : {}),
    ...(random.chance(0.2) ? { BIRTHDAY: `${twoDigits(random.int(1, 12))}/${twoDigits(random.int(1, 28))}` } : {}),
    ...(contact !== null && random.chance(0.25) ? { CRMID: contact.id } : {}),
  };
}

/** What they are there, and since when. */
function standing(build: WorldBuilder, random: Random, person: Person): Omit<BlankMember, 'person' | 'email' | 'mergeFields'> {
  const status = random.weighted(STATUSES);
  const since = random.int(Math.max(2, Math.floor(person.knownForDays / 3)), person.knownForDays);
  const changed = random.int(0, since - 1);
  const imported = random.chance(0.4);
  const confirmed = status !== 'pending' && status !== 'transactional';
  return {
    ...{ status, vip: random.chance(0.04), rating: status === 'cleaned' ? 1 : random.int(2, 5) },
    language: random.chance(0.7) ? person.culture.language.replace('-', '_') : '',
    source: imported ? 'Import' : random.pick(['Embed Form', 'API - Generic', 'Landing Page']),
    signedUpAt: imported ? null : build.ago(since),
    optedInAt: confirmed ? build.ago(since, -1) : null,
    changedAt: build.ago(changed),
    unsubscribeReason:
      status === 'unsubscribed'
        ? random.pick(['NORMAL (I no longer want to receive these emails)', 'N/A (Unsubscribed by an admin)'])
        : null,
  };
}

function hexCode(random: Random): string {
  return Array.from({ length: 32 }, () => HEX.charAt(random.int(0, 15))).join('');
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
