// Phone numbers as identifiers: E.164, and the other ways in which the same line is written. Connectors normalise with it
// before a record leaves them, the scorer compares with it.
//
// The library's default (smallest) metadata is enough, because a number is accepted when its length is possible in its
// country. The strict check of the `max` metadata knows today's number ranges only: it drops numbers from ranges opened since
// and Brazil's and Mexico's older mobile numbers, and a contact point must not vanish from a profile for that.
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** A number to compare by, with its extension apart. */
export interface PhoneNumber {
  e164: string;
  extension: string | null;
}

const LONGEST_INPUT = 60;

/**
 * A phone number in E.164; null where it is none, more than one, a short code or a placeholder (`000 000 0000`).
 * `region` (ISO 3166-1 alpha-2, such as `DE`) reads numbers written without a country code; without it those are null.
 * Normalising an `e164` again changes nothing.
 */
export function normalisePhone(raw: string | null | undefined, region?: string): PhoneNumber | null {
  if (raw === null || raw === undefined || raw.length > LONGEST_INPUT) return null;
  const country = region?.toUpperCase();
  const defaultCountry = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(tidy(raw, defaultCountry === undefined), {
    extract: false,
    ...(defaultCountry === undefined ? {} : { defaultCountry }),
  });
  if (parsed === undefined) return null;

  const e164: string = parsed.number;
  const national: string = parsed.nationalNumber;
  if (!parsed.isPossible() && !phoneVariants(e164).some(isPossible)) return null;
  // Leading zeros can be read away again and again: what does not stay what it is, is no number.
  if (parsePhoneNumberFromString(e164)?.number !== e164) return null;
  return isPlaceholder(e164, national) ? null : { e164, extension: parsed.ext === undefined || parsed.ext === '' ? null : parsed.ext };
}

function tidy(raw: string, international: boolean): string {
  const text = raw
    .normalize('NFKC')
    .replace(/^\s*(tel|phone|fon|mobile|mobil|cell)\s*[.:]+\s*/i, '')
    .replace(/;ext=/i, ' ext. ')
    .replaceAll(/\([^\d)]*\)/g, '')
    .trim();
  // Without a region the only possible reading of a leading 00 is the international prefix.
  return international ? text.replace(/^00(?=[1-9])/, '+') : text;
}

function isPossible(e164: string): boolean {
  return parsePhoneNumberFromString(e164)?.isPossible() ?? false;
}

/** Country code included; the shortest real numbers (Saint Helena) have eight. */
const FEWEST_DIGITS = 8;

function isPlaceholder(e164: string, national: string): boolean {
  if (e164.length - 1 < FEWEST_DIGITS) return true;
  return /(\d)\1{6}$/.test(national) || /^(\d)\1*$/.test(national) || /^(0?123456789?0?|9876543210?)$/.test(national);
}

/**
 * Other ways in which the same mobile line is written: Brazil with and without the ninth digit, Argentina with and without
 * the 9, Mexico with and without the 1. Without the number itself; empty for other countries. A variant finds a candidate,
 * never a link. If a is a variant of b, then b is one of a.
 */
export function phoneVariants(e164: string): readonly string[] {
  const brazil = /^\+55([1-9]\d)(9?)([6-9]\d{7})$/.exec(e164);
  if (brazil !== null) return [`+55${brazil[1]}${brazil[2] === '9' ? '' : '9'}${brazil[3]}`];

  const argentina = /^\+54(9?)([1-8]\d{9})$/.exec(e164);
  if (argentina !== null) return [`+54${argentina[1] === '9' ? '' : '9'}${argentina[2]}`];

  const mexico = /^\+52(1?)([2-9]\d{9})$/.exec(e164);
  if (mexico !== null) return [`+52${mexico[1] === '1' ? '' : '1'}${mexico[2]}`];
  return [];
}
