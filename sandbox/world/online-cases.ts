// Decides who is known to shop, payments and marketing, whether they want mail, and which of the hard cases of those systems
// are theirs. Labels only; the records are written in the systems' own folders.
import { CASES, type CaseName } from './cases';
import { deal, EXCLUSIVE_EMAIL, quota, sharesMailbox } from './hard-cases';
import { createStrangers, type Person, type Plot, type Population } from './people';
import type { Random } from './random';

/** What they said last about mail from the house. */
export type Consent = 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED';

type Shares = Readonly<Record<Plot, number>>;

/** Leads and prospects buy a trial piece as guests; the helpdesk alone knows those whom the helpdesk alone knows. */
const IN_SHOP: Shares = {
  ...{ lead: 0.06, prospect: 0.1, happy: 0.5, late: 0.5, angry: 0.55, churned: 0.45 },
  ...{ 'billing-only': 0.3, 'helpdesk-only': 0 },
};
const IN_PAYMENTS: Shares = {
  ...{ lead: 0, prospect: 0.08, happy: 0.45, late: 0.5, angry: 0.45, churned: 0.4 },
  ...{ 'billing-only': 0.35, 'helpdesk-only': 0 },
};
const IN_MARKETING: Shares = {
  ...{ lead: 0.86, prospect: 0.82, happy: 0.74, late: 0.68, angry: 0.68, churned: 0.66 },
  ...{ 'billing-only': 0.4, 'helpdesk-only': 0 },
};

/** Changes `systems` in place. */
export function joinOnlineSystems(random: Random, people: readonly Person[]): void {
  // Of several people with one mailbox and no number of their own, shop and marketing can tell only one.
  const mailboxes = { shop: new Set<string>(), marketing: new Set<string>() };
  const canBeTold = (system: 'shop' | 'marketing', person: Person): boolean =>
    !sharesMailbox(person) || hasNumberAlone(person) || !mailboxes[system].has(person.email);
  for (const person of people) {
    const joins = (shares: Shares): boolean => random.chance(shares[person.plot]);
    const wanted = { shop: joins(IN_SHOP), payments: joins(IN_PAYMENTS), marketing: joins(IN_MARKETING) };
    for (const system of ['shop', 'marketing'] as const) {
      wanted[system] &&= canBeTold(system, person);
      if (wanted[system]) mailboxes[system].add(person.email);
    }
    Object.assign(person.systems, wanted);
  }
}

const STRANGERS = { 'shop-only': 'shop', 'payments-only': 'payments', 'marketing-only': 'marketing' } as const;

/** New people whom one of the three systems knows and nobody else does, so many for the people there are. */
export function inventStrangers(random: Random, population: Population): Person[] {
  const names = Object.keys(STRANGERS) as (keyof typeof STRANGERS)[]; // Object.keys forgets them.
  const kinds = names.flatMap((name) => Array.from({ length: quota(population.people, name) }, () => name));
  const ids = kinds.map((_, index) => `stranger-${String(index + 1).padStart(5, '0')}`);
  const strangers = createStrangers(random, population, ids);
  kinds.forEach((name, index) => {
    const person = strangers[index];
    if (person === undefined) return;
    const plot = name === 'marketing-only' ? 'lead' : person.plot === 'late' ? 'late' : 'happy';
    Object.assign(person, { plot, knownForDays: plot === 'late' ? Math.max(200, person.knownForDays) : person.knownForDays + 60 });
    person.systems[STRANGERS[name]] = true;
    person.cases.add(name);
  });
  return strangers;
}

/** Their only address is whole, and theirs alone. */
function mailboxIsWhole(person: Person): boolean {
  return !sharesMailbox(person) && !EXCLUSIVE_EMAIL.some((name) => person.cases.has(name));
}

/**
 * American mobiles are left out: as in life they look like landlines, and somebody's landline may be the same number here.
 */
function hasNumberAlone({ mobile }: Person): boolean {
  return mobile !== null && mobile.country !== 'US';
}

/** By their number a record without their usual address can be told to be theirs. */
function canBeToldByPhone(person: Person): boolean {
  return hasNumberAlone(person) && person.systems.crm;
}

const ALLOWED: Partial<Record<CaseName, (person: Person) => boolean>> = {
  'guest-beside-account': (person) => canBeToldByPhone(person) && mailboxIsWhole(person),
  'shop-phone-only': (person) => canBeToldByPhone(person) && mailboxIsWhole(person) && !person.cases.has('guest-beside-account'),
  'several-payment-customers': (person) => !sharesMailbox(person) && !person.cases.has('no-email'),
  'mixed-case-payment-email': mailboxIsWhole,
  'two-marketing-profiles': (person) => canBeToldByPhone(person) && (mailboxIsWhole(person) || person.cases.has('changed-email')),
  'marketing-by-phone': (person) => canBeToldByPhone(person) && mailboxIsWhole(person) && !person.cases.has('two-marketing-profiles'),
  'bounced-address': mailboxIsWhole,
  'consent-disagrees': (person) => !person.cases.has('no-email') && !person.cases.has('shop-phone-only'),
};

/** Deals the hard cases of the three systems out, in the stated shares; call when it is decided who is known where. */
export function dealOutOnlineCases(random: Random, people: readonly Person[]): void {
  const names = Object.keys(CASES) as CaseName[]; // Object.keys forgets them.
  for (const name of names.slice(names.indexOf('guest-beside-account')))
    deal(random, people, name, (person) => !sharesMailbox(person) && (ALLOWED[name]?.(person) ?? true));
}

/** Who has two profiles of opposite consent has given one of them. */
export function consentOf(random: Random, { plot, cases }: Person): Consent {
  if (cases.has('two-marketing-profiles')) return random.pick(['SUBSCRIBED', 'SUBSCRIBED', 'UNSUBSCRIBED']);
  if (plot === 'lead') return random.weighted({ SUBSCRIBED: 80, UNSUBSCRIBED: 12, NEVER_SUBSCRIBED: 8 });
  if (plot === 'churned') return random.weighted({ SUBSCRIBED: 35, UNSUBSCRIBED: 50, NEVER_SUBSCRIBED: 15 });
  return random.weighted({ SUBSCRIBED: 60, UNSUBSCRIBED: 18, NEVER_SUBSCRIBED: 22 });
}
