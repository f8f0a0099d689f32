// A written name taken apart for comparison: titles and notes off, spelling folded, scripts apart. What the parts mean to each
// other is decided in name.ts.
import type { PersonName } from '../record';

/** One name, ready to be compared. Every list is empty where the name does not have the part. */
export interface NameParts {
  /** The ways to read the words of an alphabet as given and family names; empty without such words. */
  readings: readonly NameReading[];
  /** Script of the words, such as `Latin`; null without words. */
  script: string | null;
  /** Chinese, Japanese and Korean spellings, whole and without blanks: as written, and family name first. */
  cjk: ReadonlySet<string>;
  /** `jr`, `sr`, `ii`, … where the name says so. */
  generation: string | null;
}

/** A word in the spellings under which it is compared, lower case and folded once. */
export interface Word {
  /** Without diacritics: `muller`. */
  plain: string;
  /** With the German and Nordic expansions: `mueller`. */
  expanded: string;
  /** With expansions taken back, for an umlaut that got lost in a word long enough: `muller`, also for `mueller`. */
  shortened: string;
}

/** One way to read a name; words joined by a hyphen are apart. */
export interface NameReading {
  given: readonly Word[];
  family: readonly Word[];
  /** True where this reading takes the name in the other order than it was written. */
  swapped: boolean;
}

const HONORIFICS = new Set(
  `mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr hon capt captain herr hr frau fräulein dipl ing dipling mag
   monsieur madame mademoiselle mme mlle maitre señor senor señora senora señorita senorita sr sra srta sta dona doña signor signora
   sig dott dottssa dottore avv pan pani pán paní mevrouw meneer dhr mevr doktor doctor`.split(/\s+/),
);
const DEGREES = new Set(['phd', 'md', 'mba', 'msc', 'bsc', 'esq', 'cpa', 'dds', 'jd', 'llm', 'meng', 'beng', 'mphil', 'rn']);
const GENERATIONS = new Map([
  ['jr', 'jr'],
  ['jun', 'jr'],
  ['junior', 'jr'],
  ['ii', 'ii'],
  ['iii', 'iii'],
  ['iv', 'iv'],
  ['sr', 'sr'],
  ['sen', 'sr'],
  ['senior', 'sr'],
]);
/** What systems write where they know no name. */
const PLACEHOLDERS = new Set(
  'unknown none null undefined nan na anonymous anon guest customer client user visitor caller subscriber contact test tester'.split(' '),
);
const PARTICLES = new Set(
  'van von der den de del della di da dos das do du la le los las ten ter zu zur vom af av al el bin ibn abu y e'.split(' '),
);

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]/u;
const CJK_HONORIFICS = /(様|さま|さん|先生|女士|小姐|님|씨)$/u;
const MOST_TOKENS = 8;
const NO_NAME: NameParts = { readings: [], script: null, cjk: new Set(), generation: null };

/** Takes a name apart. A placeholder (`Unknown`, `n/a`), an address or a number in the place of a name is no name. */
export function namePartsOf(name: PersonName): NameParts {
  const given = clean(name.given);
  const family = clean(name.family);
  const full = clean(name.full);
  const cjk = cjkSpellings(given, family, full);

  const reading = { given: alphabetic(given), family: alphabetic(family) };
  const fields = reading.given.length + reading.family.length;
  const structured = reading.given.length > 0 && reading.family.length > 0;
  // Both fields say which is which; one alone says less than the whole name, and may hold the whole name itself.
  const written = structured ? reading : alphabetic(full).length > fields ? splitAtComma(full) : reading;
  const { generation, ...bare } = stripTitles(written);
  const tokens = [...bare.given, ...bare.family];
  const placeholder = tokens.every((token) => PLACEHOLDERS.has(token));
  if (tokens.length > MOST_TOKENS || placeholder) return { ...NO_NAME, cjk };
  return { readings: readingsOf(bare, tokens, fields > 0), script: scriptOf(tokens), cjk, generation };
}

/** Tokens as written, hyphens and diacritics included. */
interface Written {
  given: readonly string[];
  family: readonly string[];
}

function readingsOf(written: Written, tokens: readonly string[], fromFields: boolean): NameReading[] {
  const words = new Map(tokens.map((token) => [token, token.split('-').map(toWord)]));
  const wordsOf = (part: readonly string[]): Word[] => part.flatMap((token) => words.get(token) ?? []);
  const plain = { given: wordsOf(written.given), family: wordsOf(written.family), swapped: false };
  if (written.given.length > 0 && written.family.length > 0) return [plain, swap(plain)];
  if (tokens.length > 1) {
    // Nothing says where the family name begins, nor whether it comes first: every place is tried.
    return tokens.slice(1).flatMap((_, index) => {
      const split = { given: wordsOf(tokens.slice(0, index + 1)), family: wordsOf(tokens.slice(index + 1)), swapped: false };
      return [split, swap(split)];
    });
  }
  return fromFields ? [plain] : [plain, { given: [], family: wordsOf(tokens), swapped: false }];
}

function swap(reading: NameReading): NameReading {
  return { given: reading.family, family: reading.given, swapped: true };
}

/**
 * The spellings under which a token is looked for: without diacritics, and with the German and Nordic expansions
 * (`müller` → `muller`, `mueller`).
 */
export function foldings(token: string): readonly string[] {
  if (isPlain(token)) return [token];
  const plain = stripDiacritics(token);
  const expanded = stripDiacritics(token.replaceAll(/[äæ]/g, 'ae').replaceAll(/[öøœ]/g, 'oe').replaceAll('ü', 'ue').replaceAll('å', 'aa'));
  return plain === expanded ? [plain] : [plain, expanded];
}

function toWord(token: string): Word {
  const [plain = token, expanded = plain] = foldings(token);
  return { plain, expanded, shortened: expanded.length > 4 ? lostUmlauts(expanded) : expanded };
}

/** `ae`, `oe`, `ue` as written for a lost umlaut, except where they end a name of their own (Michael, Joel, Manuel). */
function lostUmlauts(word: string): string {
  return word.replaceAll(/([aou])e(?!l$)/g, '$1');
}

/** True for the small words between names (`van`, `de la`), which some systems drop. */
export function isParticle(token: string): boolean {
  return PARTICLES.has(token);
}

/** Most words are, and normalising is what costs. */
function isPlain(text: string): boolean {
  return /^[a-z -]*$/.test(text);
}

const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'n' };

function stripDiacritics(text: string): string {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC');
  return plain.replaceAll(/[ßæœøłđðþıħŋ]/g, (letter) => LETTERS[letter] ?? letter);
}

function clean(text: string | null): string {
  if (text === null || text.includes('@')) return '';
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/\([^)]*\)|"[^"]*"|“[^”]*”/g, ' ')
    .trim();
}

/** Words of an alphabet; a hyphen stays, other punctuation separates, a word with a digit is none. */
function alphabetic(text: string): string[] {
  return text
    .replaceAll(/['’ʼ`´]/g, '')
    .split(/[^\p{L}\p{M}\p{N}-]+/u)
    .map((token) => token.replaceAll(/^-+|-+$/g, ''))
    .filter((token) => /\p{L}/u.test(token) && !/\p{N}/u.test(token) && !CJK.test(token));
}

function splitAtComma(full: string): Written {
  const [before = '', ...after] = full.split(',');
  const given = alphabetic(after.join(' '));
  const suffixOnly = given.every((token) => DEGREES.has(token) || GENERATIONS.has(token));
  return suffixOnly ? { given: alphabetic(full), family: [] } : { given, family: alphabetic(before) };
}

function stripTitles(written: Written): Written & { generation: string | null } {
  const given = [...written.given];
  const family = [...written.family];
  const remaining = (): number => given.length + family.length;
  while (remaining() > 1 && HONORIFICS.has(given[0] ?? '')) given.shift();
  let generation: string | null = null;
  for (const part of [family, given]) {
    while (remaining() > 1) {
      const end = part.at(-1) ?? '';
      if (remaining() > 2 && GENERATIONS.has(end)) generation = GENERATIONS.get(end) ?? null;
      else if (!DEGREES.has(end)) break;
      part.pop();
    }
  }
  return { given, family, generation };
}

function scriptOf(tokens: readonly string[]): string | null {
  const text = tokens.join('');
  if (text === '') return null;
  for (const [script, pattern] of SCRIPTS) if (pattern.test(text)) return script;
  return 'other';
}

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Thai', /\p{Script=Thai}/u],
];

function cjkSpellings(given: string, family: string, full: string): ReadonlySet<string> {
  const spellings = new Set<string>();
  const [first, last, whole] = [given, family, full].map(cjkOnly);
  if (first !== '' && last !== '') for (const spelling of [`${last}${first}`, `${first}${last}`]) spellings.add(spelling);
  else if (whole === '' && `${first}${last}` !== '') spellings.add(`${first}${last}`);
  if (whole !== undefined && whole !== '') {
    spellings.add(whole);
    const parts = full.split(/[\s,・·]+/).map(cjkOnly);
    if (parts.length === 2) spellings.add(`${parts[1]}${parts[0]}`);
  }
  return spellings;
}

function cjkOnly(text: string): string {
  if (!CJK.test(text)) return '';
  const characters = [...text].filter((character) => CJK.test(character)).join('');
  return characters.length > 2 ? characters.replace(CJK_HONORIFICS, '') : characters;
}
