// Can two written names be one person's? Names are evidence only, next to an identifier: never a key to look up or to link by.
// Careful on purpose: people of one family share mailbox, phone and family name, so their given names must not blur.
import type { PersonName } from '../record';
import { isParticle, namePartsOf, type NameParts, type NameReading, type Word } from './name-parts';
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

/** True where there is a name at all, in whatever script: a placeholder is none. */
export function hasName(name: PersonName): boolean {
  const { readings, cjk } = namePartsOf(name);
  return readings.length > 0 || cjk.size > 0;
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
      // Both the other way round is the mirror of both as written.
      if (left.swapped && right.swapped) continue;
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
  const given = givenKnown ? compareGiven(a.given, b.given) : null;
  const family = familyKnown ? compareFamily(a.family, b.family) : null;

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

function compareGiven(a: readonly Word[], b: readonly Word[]): PartVerdict {
  if (sameWord(joined(a), joined(b))) return joined(a).plain.length > 1 ? 'equal' : 'initial';
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const verdicts: PartVerdict[] = [];
  let position = 0;
  for (const [index, word] of short.entries()) {
    // The first names must meet; middle names may be missing in between.
    const last = index === 0 ? 0 : long.length - 1;
    let verdict: PartVerdict = 'none';
    for (; verdict === 'none' && position <= last; position += 1) verdict = compareGivenWord(word, long[position]);
    if (verdict === 'none') return 'none';
    verdicts.push(verdict);
  }
  const loosest = (['slip', 'initial', 'nickname'] as const).find((verdict) => verdicts.includes(verdict));
  return loosest ?? (short.length < long.length ? 'shorter' : 'equal');
}

function compareGivenWord(a: Word, b: Word | undefined): PartVerdict {
  if (b === undefined) return 'none';
  if (sameWord(a, b)) return a.plain.length > 1 ? 'equal' : 'initial';
  if (isInitialOf(a, b) || isInitialOf(b, a)) return 'initial';
  if (inSomeSpelling(a, b, shareNickname)) return 'nickname';
  return inSomeSpelling(a, b, isSlipInGivenName) ? 'slip' : 'none';
}

/**
 * One slip inside a long word. The end must be untouched, because the end is where Daniel and Daniela, Mario and Maria,
 * Andrea and Andreas differ; and one letter for another (Martin, Marvin) takes a longer word than one too many.
 */
function isSlipInGivenName(a: string, b: string): boolean {
  if (a[0] !== b[0] || a.slice(-2) !== b.slice(-2)) return false;
  const least = a.length === b.length && !isSwapOfNeighbours(a, b) ? 7 : 6;
  return Math.min(a.length, b.length) >= least && damerauDistance(a, b) === 1;
}

function isSwapOfNeighbours(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}

function compareFamily(a: readonly Word[], b: readonly Word[]): PartVerdict {
  if (sameWord(joined(a), joined(b))) return joined(a).plain.length > 1 ? 'equal' : 'initial';
  const left = withoutParticles(a);
  const right = withoutParticles(b);
  if (sameWord(joined(left), joined(right))) return 'equal';
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length < long.length) return short.every((word) => long.some((other) => sameWord(word, other))) ? 'double' : 'none';
  const unlike = short.flatMap((word, index) => {
    const other = long[index];
    return other === undefined || sameWord(word, other) ? [] : [{ word, other }];
  });
  const [only] = unlike;
  if (only === undefined || unlike.length > 1) return 'none';
  if (long.length === 1 && (isInitialOf(only.word, only.other) || isInitialOf(only.other, only.word))) return 'initial';
  return inSomeSpelling(only.word, only.other, isSlipInFamilyName) ? 'slip' : 'none';
}

function isSlipInFamilyName(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return length >= 5 && a[0] === b[0] && damerauDistance(a, b) <= (length >= 9 ? 2 : 1);
}

function withoutParticles(words: readonly Word[]): readonly Word[] {
  const names = words.filter(({ plain }) => !isParticle(plain));
  return names.length > 0 ? names : words;
}

function isInitialOf(initial: Word, word: Word): boolean {
  if ([...initial.plain].length !== 1 || [...word.plain].length === 1) return false;
  return word.plain.startsWith(initial.plain) || word.expanded.startsWith(initial.expanded);
}

/** Equal in one of their spellings: ü as u or ue, ß as ss. */
function sameWord(a: Word, b: Word): boolean {
  return (
    a.plain === b.plain || a.expanded === b.expanded || a.shortened === b.shortened || a.plain === b.expanded || a.expanded === b.plain
  );
}

function joined(words: readonly Word[]): Word {
  const [first] = words;
  if (words.length === 1 && first !== undefined) return first;
  const join = (spelling: keyof Word): string => words.map((word) => word[spelling]).join('');
  return { plain: join('plain'), expanded: join('expanded'), shortened: join('shortened') };
}

function inSomeSpelling(a: Word, b: Word, holds: (a: string, b: string) => boolean): boolean {
  if (holds(a.plain, b.plain) || (a.expanded !== a.plain && holds(a.expanded, b.plain))) return true;
  return b.expanded !== b.plain && (holds(a.plain, b.expanded) || holds(a.expanded, b.expanded));
}
