// In which digits may a database hold a phone number that we know as E.164? Databases hold free text, so the look-up compares
// digits; what it finds is read by `normalisePhone` and compared again.
import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * Digits of every usual way to write the number: international with and without `00` or `011` and with a needless `(0)`,
 * and national with and without its leading digit. Empty for what is no number.
 */
export function digitForms(e164: string): string[] {
  const parsed = parsePhoneNumberFromString(e164);
  if (parsed === undefined) return [];
  const code: string = parsed.countryCallingCode;
  const national: string = parsed.nationalNumber;
  const international = [`${code}${national}`, `${code}0${national}`];
  const local = [national, `0${national}`, parsed.formatNational().replaceAll(/\D/g, '')];
  return [...new Set([...international, ...international.flatMap((digits) => [`00${digits}`, `011${digits}`]), ...local])];
}
