// Email addresses as identifiers: one written form per address, and which addresses say nothing about a person. Connectors
// normalise with it before a record leaves them, the scorer compares with it. It never asks whether a mailbox exists.
import { domainToASCII } from 'node:url';
import { ROLE_WORDS } from './role-words';

/** RFC 5322 atext plus letters of any script; dots anywhere, because real mailboxes (`a..b@docomo.ne.jp`) have them. */
const LOCAL_PART = /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u;
const DOMAIN = /^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)+$/u;
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g;

/**
 * The form in which an address is compared, looked up and cached: trimmed, without `mailto:` or display name, NFKC, lower
 * case, domain in ASCII (IDNA). Dots and `+tag` stay: they can be different mailboxes. null where there is no address, or
 * more than one. Normalising twice changes nothing.
 */
export function normaliseEmail(raw: string | null | undefined): string | null {
  if (raw === null || raw === undefined) return null;
  const address = bareAddress(raw.replace(INVISIBLE, '').normalize('NFKC').trim());
  const at = address.lastIndexOf('@');
  if (at < 1) return null;

  const local = unquoted(address.slice(0, at)).toLowerCase().normalize('NFKC');
  const domain = address
    .slice(at + 1)
    .replaceAll(/[。．｡]/g, '.')
    .replace(/\.$/, '');
  if (!LOCAL_PART.test(local) || !DOMAIN.test(domain)) return null;

  const ascii = domainToASCII(domain).toLowerCase();
  // An all-digit last label would have been read as an IPv4 address.
  if (ascii === '' || /\.\d+$/.test(ascii) || local.length + ascii.length > 253) return null;
  return `${local}@${ascii}`;
}

function bareAddress(text: string): string {
  const bracketed = /<([^<>]*)>\s*$/.exec(text);
  const address = (bracketed?.[1] ?? text).trim();
  return /^mailto:/i.test(address) ? address.slice('mailto:'.length).replace(/\?.*$/s, '').trim() : address;
}

function unquoted(local: string): string {
  return /^"[^"\\]+"$/.test(local) ? local.slice(1, -1) : local;
}

/** Mailboxes people type in to get past a form, or that no person reads. */
const BLOCKED_LOCAL_PARTS = new Set(
  `test tester testing none null nil undefined na n/a n.a nan void empty unknown anonymous anon nobody noone no-one notprovided not-provided
   noemail no-email no_email nomail no-mail no.mail noreply no-reply no_reply no.reply donotreply do-not-reply do_not_reply nicht-antworten
   keineantwort keine-antwort ne-pas-repondre nepasrepondre no-responder noresponder nao-responda mailer-daemon mailerdaemon bounce bounces
   placeholder dummy fake sample example example1 asdf qwerty foo foobar invalid deleted removed redacted someone somebody`.split(/\s+/),
);
const BLOCKED_PATTERNS = [/^[0-]*$/, /^-?1$/, /^x+$/];
const BLOCKED_DOMAINS = new Set(['noemail.com', 'no-email.com', 'nomail.com', 'noreply.com', 'email.invalid']);

/**
 * True for an address that identifies nobody: a placeholder (`test@…`, `n/a@…`, `unknown@…`), a machine's (`noreply@…`), or
 * no address at all. Whole domains such as example.com are not blocked. Takes a normalised address.
 */
export function isBlockedEmail(email: string): boolean {
  const at = email.lastIndexOf('@');
  if (at < 1) return true;
  const local = withoutTag(email.slice(0, at));
  return (
    BLOCKED_LOCAL_PARTS.has(local) || BLOCKED_PATTERNS.some((pattern) => pattern.test(local)) || BLOCKED_DOMAINS.has(email.slice(at + 1))
  );
}

/**
 * True for a mailbox of a function, which several people read (`info@`, `sales.de@`, `buchhaltung@`): it identifies an
 * organisation, never a person. Takes a normalised address.
 */
export function isRoleMailbox(email: string): boolean {
  const local = withoutTag(email.slice(0, Math.max(0, email.lastIndexOf('@'))));
  if (ROLE_WORDS.has(local) || ROLE_WORDS.has(local.replaceAll(/[._-]/g, ''))) return true;
  // `sales-emea` stays a guess, `sales-de` and `support2` do not.
  const parts = local.split(/[._-]/).map((part) => part.replace(/\d+$/, ''));
  return parts.some((part) => ROLE_WORDS.has(part)) && parts.every((part) => ROLE_WORDS.has(part) || part.length <= 2);
}

const DOT_BLIND_DOMAINS = new Set(['gmail.com', 'googlemail.com']);

/**
 * The provider's own canonical form of an address, for providers that document one: Gmail ignores dots and `+tag`. Empty for
 * all others. Two addresses with a form in common may be one mailbox: enough for a candidate, never for a link.
 */
export function emailVariants(email: string): readonly string[] {
  const at = email.lastIndexOf('@');
  if (at < 1 || !DOT_BLIND_DOMAINS.has(email.slice(at + 1))) return [];
  const local = withoutTag(email.slice(0, at)).replaceAll('.', '');
  return local === '' ? [] : [`${local}@gmail.com`];
}

function withoutTag(local: string): string {
  const plus = local.indexOf('+');
  return plus > 0 ? local.slice(0, plus) : local;
}
