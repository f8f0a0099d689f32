// How addresses come from names, and how they get spoilt. Every domain lies below example.com, .org or .net (RFC 2606).
import type { Random } from './random';

/** Providers private people have their mailbox with. */
export const MAIL_PROVIDERS = [
  'mail.example.com',
  'post.example.net',
  'inbox.example.org',
  'web.example.net',
  'fastpost.example.com',
] as const;

export const PLACEHOLDER_EMAILS = ['test@test.com', 'noreply@example.com', 'none@example.com', 'no-reply@example.org'] as const;

const SPELT_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ł: 'l', Ł: 'L', ı: 'i', ø: 'o' };

/** Müller → Mueller; other accents go. */
export function spellOut(text: string): string {
  return dropAccents(text.replace(/[äöüÄÖÜ]/g, (letter) => SPELT_OUT[letter] ?? letter));
}

/** Müller → Muller. */
export function dropAccents(text: string): string {
  return text
    .replace(/[ßłŁıø]/g, (letter) => SPELT_OUT[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** A local part from names in Latin letters. */
export function mailboxName(given: string, family: string, random: Random): string {
  const [g, f] = [given, family].map((name) =>
    spellOut(name)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, ''),
  );
  const [first = '', last = ''] = [g, f];
  return random.pick([
    `${first}.${last}`,
    `${first}.${last}`,
    `${first}.${last}`,
    `${first.slice(0, 1)}.${last}`,
    `${first}${last}`,
    `${last}.${first}`,
    `${first}_${last}`,
  ]);
}

export interface Mailboxes {
  /** An address that nobody has had yet: the wish, or the wish with a number. */
  issue(localPart: string, domain: string): string;
}

export function createMailboxes(): Mailboxes {
  const taken = new Set<string>();
  return {
    issue: (localPart, domain) => {
      let address = `${localPart}@${domain}`;
      for (let n = 2; taken.has(address); n += 1) address = `${localPart}${n}@${domain}`;
      taken.add(address);
      return address;
    },
  };
}

/** One slip of the finger in the part before the @: two letters swapped, one lost, or one doubled. */
export function withTypo(email: string, random: Random): string {
  const at = email.lastIndexOf('@');
  const [local, domain] = [email.slice(0, at), email.slice(at)];
  const places = [...local].flatMap((letter, index) => {
    const following = local[index + 1];
    return following !== undefined && following !== letter && /[a-z]/.test(letter) && /[a-z]/.test(following) ? [index] : [];
  });
  const place = random.sample(places, 1)[0] ?? 0;
  const [a = '', b = ''] = [local[place], local[place + 1]];
  const spoilt = random.pick([`${b}${a}`, a, `${a}${a}${b}`]);
  return `${local.slice(0, place)}${spoilt}${local.slice(place + 2)}${domain}`;
}

export function withPlusTag(email: string, random: Random): string {
  return email.replace('@', `+${random.pick(['shop', 'news', 'orders', 'work'])}@`);
}

/** ada.mensah@copperfield-foods… → Ada.Mensah@Copperfield-Foods…, as typed at a checkout. */
export function withCapitals(email: string): string {
  const at = email.lastIndexOf('@');
  const firm = email.slice(at + 1).split('.', 1)[0] ?? '';
  const capital = (text: string): string => text.replace(/(^|[._-])([a-z])/g, (all) => all.toUpperCase());
  return `${capital(email.slice(0, at))}@${capital(firm)}${email.slice(at + 1 + firm.length)}`;
}

/** Takes the dots out of the local part, or puts one in where there are none. */
export function withOtherDots(email: string): string {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  return `${local.includes('.') ? local.replaceAll('.', '') : `${local.slice(0, 1)}.${local.slice(1)}`}${email.slice(at)}`;
}
