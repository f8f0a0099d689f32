// Whose mailbox is it, by the look of its address? `anna.miller@` speaks for Anna Miller, `miller@` for her whole house, and for
// Bob Stone it speaks of somebody else. Asked only where names cannot be compared: an address proves nothing against a name.
import type { PersonName } from '../record';
import { latinFamilyNames } from './family-names';
import { namePartsOf, type NameReading, type Word } from './name-parts';

/** THEM: it bears their given name, or an initial with the family name. NOBODY: it says nothing, or the name cannot be read. */
export type MailboxOwner = 'THEM' | 'HOUSEHOLD' | 'SOMEBODY_ELSE' | 'NOBODY';

/** What households call themselves in their addresses. */
const HOUSEHOLD_WORDS = new Set(
  'family fam familie familia famille famiglia familien perhe rodzina csalad haushalt household haus home casa maison'.split(' '),
);
/** Shorter names are part of too many words. */
const SHORTEST = 3;

/** Takes a normalised address, and the name of somebody who holds it. */
export function ownerOfMailbox(email: string, name: PersonName): MailboxOwner {
  const local = email.slice(0, Math.max(0, email.lastIndexOf('@'))).replace(/\+.*$/, '');
  const tokens = local.split(/[^\p{L}]+/u).filter((token) => token !== '');
  if (tokens.some((token) => HOUSEHOLD_WORDS.has(token))) return 'HOUSEHOLD';
  const parts = namePartsOf(name);
  if (parts.readings.length === 0 && parts.cjk.size > 0) return byFamilyName(tokens, latinFamilyNames(parts.cjk));
  // As it is written: turned round, every first name would be a family name.
  const readings = parts.readings.filter(({ swapped, given, family }) => !swapped && given.length > 0 && family.length > 0);
  const verdicts = readings.map((reading) => byReading(tokens, reading));
  return ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'NOBODY';
}

/** Of several ways to read a name, the one that speaks most for its bearer. */
const ORDER: readonly MailboxOwner[] = ['THEM', 'HOUSEHOLD', 'NOBODY', 'SOMEBODY_ELSE'];

function byReading(tokens: readonly string[], { given, family }: NameReading): MailboxOwner {
  const borne = family.flatMap(spellings).find((word) => word.length >= SHORTEST && tokens.some((token) => token.includes(word)));
  const rest = borne === undefined ? tokens : tokens.flatMap((token) => token.split(borne)).filter((part) => part !== '');
  const shortest = borne === undefined ? SHORTEST : 1;
  if (rest.some((part) => given.flatMap(spellings).some((word) => begin(part, word, shortest)))) return 'THEM';
  if (borne !== undefined) return 'HOUSEHOLD';
  return looksLikeName(tokens) ? 'SOMEBODY_ELSE' : 'NOBODY';
}

/** Of a name in another script only the family name can be looked for: it may be theirs, or that of their house. */
function byFamilyName(tokens: readonly string[], family: readonly string[]): MailboxOwner {
  const borne = family.some((word) => tokens.some((token) => token === word || (word.length >= SHORTEST && token.includes(word))));
  return !borne && looksLikeName(tokens) ? 'SOMEBODY_ELSE' : 'NOBODY';
}

/** Two words, or an initial and one, are somebody's name more often than not; one may be anything. */
function looksLikeName(tokens: readonly string[]): boolean {
  const [longest = '', second = ''] = [...tokens].sort((a, b) => b.length - a.length);
  return longest.length >= SHORTEST && second !== '';
}

/** Does one of them begin with the other, which is not too short to tell? */
function begin(part: string, word: string, shortest: number): boolean {
  return Math.min(part.length, word.length) >= shortest && (word.startsWith(part) || part.startsWith(word));
}

function spellings({ plain, expanded, shortened }: Word): string[] {
  return [...new Set([expanded, plain, shortened])];
}
