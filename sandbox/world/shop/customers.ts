// What the shop has on a person: an account or a guest, and the second customer that the cases tell of.
import type { OnlinePerson } from '../online-person';
import type { Person } from '../people';
import { toE164 } from '../phone-numbers';
import type { Random } from '../random';
import type { ShopConsent, ShopCustomer } from '../shop-story';
import { emailIn, isNamelessIn, nameIn, oneNumber, phoneIn } from '../spelling';
import type { WorldBuilder } from '../world-builder';

export interface WrittenCustomer {
  customer: ShopCustomer;
  /** Days since the customer was made: no order is older. */
  sinceDays: number;
}

/** Their customer first, then the further one. */
export function writeShopCustomers(build: WorldBuilder, random: Random, one: OnlinePerson): WrittenCustomer[] {
  const { person, isOrganisation } = one;
  const { cases, culture, firm } = person;
  const sinceDays = sinceOf(person, random);
  const known = {
    ...{ person: person.id, countryCode: culture.country, locale: culture.language },
    ...namesOf(one, random),
    ...{ company: firm !== null && (isOrganisation || random.chance(0.7)) ? firm.name : null },
    ...(random.chance(0.9) ? { street: person.street || null, city: person.city, postalCode: person.postalCode } : {}),
  };
  const besideAccount = cases.has('guest-beside-account');
  const trial = person.plot === 'lead' || person.plot === 'prospect';
  const points = pointsOf(build, random, person);
  const createdAt = build.ago(sinceDays, random.next() * 20);
  const consents = consentsOf(build, random, one, points, sinceDays);
  const customer = build.shop.customer({
    ...{ ...known, ...points, ...consents, createdAt, updatedAt: consents.emailConsent.at ?? createdAt },
    hasAccount: besideAccount || (!trial && random.chance(0.75)),
    tags: tagsOf(one, random),
    note: person.plot === 'angry' && random.chance(0.4) ? 'Call before sending a replacement.' : null,
  });
  const written = [{ customer, sinceDays }];
  if (!besideAccount) return written;
  const guestSince = random.int(1, sinceDays);
  const guest = build.shop.customer({
    ...{ ...known, hasAccount: false, createdAt: build.ago(guestSince), company: null },
    email: random.chance(0.5) ? person.otherEmail : null,
    phone: phoneIn(person, person.mobile, 'shop', random),
  });
  return [...written, { customer: guest, sinceDays: guestSince }];
}

/** Somebody who left did so long after they came. */
function sinceOf({ plot, knownForDays }: Person, random: Random): number {
  return random.int(plot === 'churned' ? knownForDays - 60 : Math.max(3, Math.floor(knownForDays / 2)), knownForDays);
}

function namesOf({ person, isOrganisation }: OnlinePerson, random: Random): { firstName: string | null; lastName: string | null } {
  if (isOrganisation || isNamelessIn('shop', person)) return { firstName: null, lastName: null };
  const { first, last } = nameIn(person, 'shop', random);
  return { firstName: first, lastName: last };
}

/** At least one of the two that no other customer has; the second customer takes the number with it. */
function pointsOf(build: WorldBuilder, random: Random, person: Person): { email: string | null; phone: string | null } {
  const { cases } = person;
  const wished = emailIn(person, 'shop', random);
  const number = oneNumber(person);
  const phone = phoneIn(person, number, 'shop', random);
  const free = phone !== null && !build.shop.isTaken(phone) ? phone : null;
  if (cases.has('guest-beside-account')) return { email: wished, phone: null };
  if (cases.has('shop-phone-only')) return { email: null, phone: number === null ? null : toE164(number) };
  const email = wished !== null && build.shop.isTaken(wished) ? null : wished;
  if (email === null && free === null) return { email: build.shop.isTaken(person.email) ? person.otherEmail : person.email, phone: null };
  return { email, phone: email === null || cases.size > 0 || random.chance(0.5) ? free : null };
}

function tagsOf({ person, isOrganisation }: OnlinePerson, random: Random): string[] {
  const tags = isOrganisation || (person.firm !== null && random.chance(0.6)) ? ['b2b'] : [];
  return person.plot === 'happy' && random.chance(0.15) ? [...tags, 'vip'] : tags;
}

/** The shop says what the marketing system says, or, where the case tells so, the contrary. */
function consentsOf(
  build: WorldBuilder,
  random: Random,
  { person, consent }: OnlinePerson,
  { email, phone }: { email: string | null; phone: string | null },
  sinceDays: number,
): { emailConsent: ShopConsent; smsConsent: ShopConsent | null } {
  const said = person.cases.has('consent-disagrees') ? (consent === 'SUBSCRIBED' ? 'UNSUBSCRIBED' : 'SUBSCRIBED') : consent;
  const at = build.ago(random.int(0, sinceDays - 1), random.next() * 20);
  const text = random.chance(0.3);
  return {
    emailConsent: said === 'NEVER_SUBSCRIBED' || email === null ? { state: 'NOT_SUBSCRIBED', at: null } : { state: said, at },
    smsConsent: phone === null ? null : text ? { state: 'SUBSCRIBED', at } : { state: 'NOT_SUBSCRIBED', at: null },
  };
}
