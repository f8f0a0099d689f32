// How each system spells a person: the truth, spoilt as the person's cases say. Every mess in names, addresses and numbers is
// made here; which records there are is decided by their writers.
import { dropAccents, PLACEHOLDER_EMAILS, spellOut, withCapitals, withOtherDots, withPlusTag, withTypo } from './email-addresses';
import type { Person, System } from './people';
import { toE164, withoutNinthDigit, writePhone, type PhoneNumber, type PhoneStyle } from './phone-numbers';
import type { Random } from './random';

export interface SpeltName {
  first: string;
  last: string;
}

/** Where a person's name is Chinese, Japanese or Korean it is written surname first and in one word. */
function isCjk(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
}

const ONLINE = ['shop', 'payments', 'marketing'] as const;
type OnlineSystem = (typeof ONLINE)[number];

function isOnline(system: System): system is OnlineSystem {
  return ONLINE.some((one) => one === system);
}

/** The one of CRM, helpdesk and billing in which a mistake was made; the CRM is kept clean unless it knows the person alone. */
function victimOf({ systems, id, cases }: Person): System {
  if (cases.has('upper-case-email')) return 'billing';
  if (systems.helpdesk && systems.billing) return Number(id.slice(-1)) % 2 === 0 ? 'helpdesk' : 'billing';
  return systems.helpdesk ? 'helpdesk' : systems.billing ? 'billing' : 'crm';
}

/** Of shop, payments and marketing one made the mistake as well, whether it knows the person or not. */
function isSpoiltIn(system: System, person: Person): boolean {
  if (!isOnline(system)) return system === victimOf(person);
  return system === ONLINE[Number(person.id.slice(-2)) % ONLINE.length];
}

export function nameIn(person: Person, system: System, random: Random): SpeltName {
  const { given, family, cases } = person;
  const latin = person.cases.has('romanised-name') ? system !== 'crm' : person.script === 'latin';
  const name = latin ? { first: given.latin ?? given.own, last: family.latin ?? family.own } : { first: given.own, last: family.own };
  if (!isSpoiltIn(system, person)) return name;
  if (cases.has('nickname')) return { ...name, first: given.nickname ?? name.first };
  if (cases.has('accents-dropped')) {
    const change = random.chance(0.5) ? spellOut : dropAccents;
    return { first: change(name.first), last: change(name.last) };
  }
  return cases.has('swapped-names') ? { first: name.last, last: name.first } : name;
}

/** The name in one line, as a system with one field for it has it. */
export function oneLineName(person: Person, { first, last }: SpeltName, random: Random): string {
  if (isCjk(last)) return random.pick([`${last}${first}`, `${last} ${first}`]);
  return person.given.latin !== undefined && random.chance(0.3) ? `${last} ${first}` : `${first} ${last}`;
}

/** Whether this online system has no name of somebody who has none in the CRM either. */
export function isNamelessIn(system: OnlineSystem, person: Person): boolean {
  return person.cases.has('missing-name') && isSpoiltIn(system, person);
}

export function emailIn(person: Person, system: System, random: Random): string | null {
  const { cases, email, firm } = person;
  if (cases.has('changed-email')) {
    if (isOnline(system)) return random.pick([email, person.otherEmail]);
    return system === 'crm' ? email : person.otherEmail;
  }
  if (system === 'billing' && cases.has('placeholder-email')) return random.pick(PLACEHOLDER_EMAILS);
  if (system === 'helpdesk' && cases.has('person-on-role-mailbox') && firm !== null) return `info@${firm.domain}`;
  if (system === 'payments' && cases.has('mixed-case-payment-email')) return withCapitals(email);
  if (!isSpoiltIn(system, person)) return email;
  if (cases.has('no-email')) return null;
  if (cases.has('email-typo')) return withTypo(email, random);
  if (cases.has('upper-case-email'))
    return random.chance(0.5) ? email.toUpperCase() : email.replace(/(^|[._])([a-z])/g, (all) => all.toUpperCase());
  if (cases.has('plus-tag')) return withPlusTag(email, random);
  return cases.has('mailbox-dots') ? withOtherDots(email) : email;
}

export function phoneIn(person: Person, phone: PhoneNumber | null, system: System, random: Random): string | null {
  if (phone === null) return null;
  const ninthLost = phone.mobile && person.cases.has('brazil-ninth-digit') && isSpoiltIn(system, person);
  const number = ninthLost ? withoutNinthDigit(phone) : phone;
  // These two check numbers on input and keep them in one form.
  if (system === 'shop' || system === 'marketing') return toE164(number);
  const local = person.cases.has('local-phone-format') && (system !== 'helpdesk' || phone.country === 'DE');
  const style: PhoneStyle = local
    ? 'local'
    : random.pick(['plain', 'plain', 'plain', 'spaced', 'spaced', 'double-zero', 'zero-in-brackets']);
  return writePhone(number, style, random);
}

/** The one number a system with room for one has: the number by which the others can be told to be the same person. */
export function oneNumber(person: Person): PhoneNumber | null {
  return person.mobile ?? person.landline;
}
