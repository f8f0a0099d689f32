// Is a mailbox a household's rather than one person's? `roesner@` and `family.roesner@` bear a family name and nothing of a given
// name. Whoever shares one with somebody else in writing has said so by a name; a record without one may be anybody of the house.
import type { PersonName } from '../record';
import { namePartsOf, type NameReading, type Word } from './name-parts';

/** What households call themselves in their addresses. */
const HOUSEHOLD_WORDS = new Set(
  'family fam familie familia famille famiglia familien perhe rodzina csalad haushalt household haus home casa maison'.split(' '),
);
/** Shorter family names are part of too many words. */
const SHORTEST = 3;

/** Takes a normalised address, and the name of somebody who holds it. */
export function isHouseholdMailbox(email: string, name: PersonName): boolean {
  const local = email.slice(0, Math.max(0, email.lastIndexOf('@'))).replace(/\+.*$/, '');
  const tokens = local.split(/[^\p{L}]+/u).filter((token) => token !== '');
  if (tokens.some((token) => HOUSEHOLD_WORDS.has(token))) return true;
  // As it is written: turned round, every first name would be a family name.
  const written = namePartsOf(name).readings.filter(({ swapped }) => !swapped);
  const verdicts = written.flatMap((reading) => bearsFamilyNameAlone(tokens, reading) ?? []);
  return verdicts.length > 0 && verdicts.every((alone) => alone);
}

/** null where the address does not bear the family name, or the reading has only one kind of name. */
function bearsFamilyNameAlone(tokens: readonly string[], { given, family }: NameReading): boolean | null {
  if (given.length === 0) return null;
  const borne = family.flatMap(spellings).find((word) => word.length >= SHORTEST && tokens.some((token) => token.includes(word)));
  if (borne === undefined) return null;
  const rest = tokens.flatMap((token) => token.split(borne)).filter((part) => part !== '');
  return !rest.some((part) => given.flatMap(spellings).some((word) => word.startsWith(part) || part.startsWith(word)));
}

function spellings({ plain, expanded, shortened }: Word): string[] {
  return [...new Set([expanded, plain, shortened])];
}
