// Can two written names be one person's? Names are evidence only, next to an identifier: never a key to look up or to link by.
// Careful on purpose: people of one family share mailbox, phone and family name, so their given names must not blur.
import type { PersonName } from '../record';
import { foldings, isParticle, namePartsOf, type NameParts, type NameReading } from './name-parts';
import { shareNickname } from './nicknames';
import { damerauDistance } from './text-distance';

/**
 * `same`: equal but for spelling, titles and order. `compatible`: one person may well be written both ways (initial, missing
 * middle name, pet name, double name, a typing slip in a long word). `incompatible`: two persons, as far as names tell.
 * `absent`: nothing to compare: no name, only a family name, or different scripts.
 */
export type NameVerdict = 'same' | 'compatible' | 'incompatible' | 'absent';

/** Compares two names. Symmetric. */
export function namesCompatible(a: PersonName, b: PersonName): NameVerdict {
  const left = namePartsOf(a);
  const right = namePartsOf(b);
  const verdicts = [compareCjk(left.cjk, right.cjk), compareAlphabetic(left, right)];
  if (verdicts.includes('incompatible')) return 'incompatible';
  return best(verdicts);
}

const BEST_FIRST: readonly NameVerdict[] = ['same', 'compatible', 'absent', 'incompatible'];

function best(verdicts: readonly NameVerdict[]): NameVerdict {
  return BEST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'absent';
}

function compareCjk(a: ReadonlySet<string>, b: ReadonlySet<string>): NameVerdict {
  if (a.size === 0 || b.size === 0) return 'absent';
  const spellings = [...b];
  const common = spellings.filter((spelling) => a.has(spelling));
  if (common.length > 0) return common.some((spelling) => spelling.length > 1) ? 'same' : 'absent';
  const familyOnly = [...a].some((one) => spellings.some((other) => isFamilyNameOf(one, other) || isFamilyNameOf(other, one)));
  // A reading in kana or Hangul says nothing about the characters.
  const sameWriting = hasHan(a) === hasHan(b);
  return familyOnly || !sameWriting ? 'absent' : 'incompatible';
}

function isFamilyNameOf(short: string, whole: string): boolean {
  return short.length <= 2 && whole.length > short.length && whole.startsWith(short);
}

function hasHan(spellings: ReadonlySet<string>): boolean {
  return [...spellings].some((spelling) => /\p{Script=Han}/u.test(spelling));
}

function compareAlphabetic(a: NameParts, b: NameParts): NameVerdict {
  if (a.script === null || b.script === null || a.script !== b.script) return 'absent';
  const sameGeneration = a.generation === b.generation;
  if (a.generation !== null && b.generation !== null && !sameGeneration) return 'incompatible';
  const verdicts: NameVerdict[] = [];
  for (const left of a.readings) {
    for (const right of b.readings) {
      const verdict = compareReadings(left, right);
      if (verdict === 'same') return sameGeneration ? 'same' : 'compatible';
      if (verdict !== null) verdicts.push(verdict);
    }
  }
  return best(verdicts);
}

/** null where the readings have no part in common to compare. */
function compareReadings(a: NameReading, b: NameReading): NameVerdict | null {
  const givenKnown = a.given.length > 0 && b.given.length > 0;
  const familyKnown = a.family.length > 0 && b.family.length > 0;
  if (!givenKnown && !familyKnown) return null;
  const given = givenKnown ? compareGiven(hyphenSplit(a.given), hyphenSplit(b.given)) : null;
  const family = familyKnown ? compareFamily(hyphenSplit(a.family), hyphenSplit(b.family)) : null;

  if (given === null) return family === 'none' ? 'incompatible' : 'absent';
  // A word that stands alone may be the family name; only the written order says that it meets the given one.
  if (family === null) return a.swapped || b.swapped ? null : givenAlone(given, a, b);
  if (given === 'none' || family === 'none') return 'incompatible';
  if (given === 'equal' && family === 'equal') return 'same';
  const whole = given === 'equal' || given === 'shorter';
  if (a.swapped || b.swapped) return family === 'equal' && whole ? 'compatible' : 'incompatible';
  if (family === 'equal' || given === 'equal') return 'compatible';
  if (family === 'double') return 'incompatible';
  if (whole) return 'compatible';
  return family === 'initial' && given === 'initial' ? 'absent' : 'incompatible';
}

function givenAlone(given: PartVerdict, a: NameReading, b: NameReading): NameVerdict {
  if (given === 'none') return 'incompatible';
  if (given === 'initial' || given === 'slip') return 'absent';
  return given === 'equal' && a.family.length === b.family.length ? 'same' : 'compatible';
}

/** `shorter`: words missing on one side. `slip`: a typing slip. `double`: one of two family names. */
type PartVerdict = 'equal' | 'shorter' | 'nickname' | 'initial' | 'slip' | 'double' | 'none';

function compareGiven(a: readonly string[], b: readonly string[]): PartVerdict {
  if (sameWord(a.join(''), b.join(''))) return a.join('').length > 1 ? 'equal' : 'initial';
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const verdicts: PartVerdict[] = [];
  let position = 0;
  for (const [index, token] of short.entries()) {
    // The first names must meet; middle names may be missing in between.
    const last = index === 0 ? 0 : long.length - 1;
    let verdict: PartVerdict = 'none';
    while (verdict === 'none' && position <= last) {
      verdict = compareGivenWord(token, long[position] ?? '');
      position += 1;
    }
    if (verdict === 'none') return 'none';
    verdicts.push(verdict);
  }
  const loosest = (['slip', 'initial', 'nickname'] as const).find((verdict) => verdicts.includes(verdict));
  return loosest ?? (short.length < long.length ? 'shorter' : 'equal');
}

function compareGivenWord(a: string, b: string): PartVerdict {
  if (sameWord(a, b)) return a.length > 1 ? 'equal' : 'initial';
  if (isInitialOf(a, b) || isInitialOf(b, a)) return 'initial';
  if (pairsOf(a, b).some(([left, right]) => shareNickname(left, right))) return 'nickname';
  return pairsOf(a, b).some(([left, right]) => isSlipInGivenName(left, right)) ? 'slip' : 'none';
}

/**
 * One slip inside a long word. The end must be untouched, because the end is where Daniel and Daniela, Mario and Maria,
 * Andrea and Andreas differ; and one letter for another (Martin, Marvin) takes a longer word than one too many.
 */
function isSlipInGivenName(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < (a.length === b.length && !isSwapOfNeighbours(a, b) ? 7 : 6)) return false;
  return a[0] === b[0] && a.slice(-2) === b.slice(-2) && damerauDistance(a, b) === 1;
}

function isSwapOfNeighbours(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}

function compareFamily(a: readonly string[], b: readonly string[]): PartVerdict {
  if (sameWord(a.join(''), b.join(''))) return a.join('').length > 1 ? 'equal' : 'initial';
  const left = withoutParticles(a);
  const right = withoutParticles(b);
  if (sameWord(left.join(''), right.join(''))) return 'equal';
  if (left.length === 1 && right.length === 1 && (isInitialOf(left[0], right[0]) || isInitialOf(right[0], left[0]))) return 'initial';
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length < long.length) return short.every((token) => long.some((other) => sameWord(token, other))) ? 'double' : 'none';
  const unlike = short.flatMap((token, index) => (sameWord(token, long[index] ?? '') ? [] : [[token, long[index] ?? ''] as const]));
  const [first] = unlike;
  const slip = first !== undefined && unlike.length === 1 && pairsOf(...first).some(([one, other]) => isSlipInFamilyName(one, other));
  return slip ? 'slip' : 'none';
}

function isSlipInFamilyName(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return length >= 5 && a[0] === b[0] && damerauDistance(a, b) <= (length >= 9 ? 2 : 1);
}

function withoutParticles(tokens: readonly string[]): readonly string[] {
  const names = tokens.filter((token) => !isParticle(token));
  return names.length > 0 ? names : tokens;
}

function hyphenSplit(tokens: readonly string[]): readonly string[] {
  return tokens.flatMap((token) => token.split('-')).filter((token) => token !== '');
}

function isInitialOf(initial: string | undefined, word: string | undefined): boolean {
  if (initial === undefined || word === undefined) return false;
  return [...initial].length === 1 && word.length > 1 && pairsOf(initial, word).some(([letter, whole]) => whole.startsWith(letter));
}

/** Equal in one of their spellings: ü as u or ue, ß as ss; and a lost umlaut in a word long enough (Mueller, Muller). */
function sameWord(a: string, b: string): boolean {
  return pairsOf(a, b).some(
    ([left, right]) => left === right || (left.length > 4 && right.length > 4 && lostUmlauts(left) === lostUmlauts(right)),
  );
}

/** `ae`, `oe`, `ue` as written for a lost umlaut, except where they end a name of their own (Michael, Joel, Manuel). */
function lostUmlauts(word: string): string {
  return word.replaceAll(/([aou])e(?!l$)/g, '$1');
}

function pairsOf(a: string, b: string): [string, string][] {
  return foldings(a).flatMap((left) => foldings(b).map((right): [string, string] => [left, right]));
}
