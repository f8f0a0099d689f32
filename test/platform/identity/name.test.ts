import fc from 'fast-check';
import { namesCompatible, type NameVerdict } from '../../../platform/identity/name';
import type { PersonName } from '../../../platform/record';

const full = (text: string | null): PersonName => ({ full: text, given: null, family: null });
const parts = (given: string | null, family: string | null): PersonName => ({ full: null, given, family });

const CASES: readonly (readonly [string, string | null, string | null, NameVerdict])[] = [
  // The same name
  ['case, blanks, titles, degrees', 'Dr.  ADA Lovelace, PhD', 'ada lovelace', 'same'],
  ['order with a comma', 'Lovelace, Ada', 'Ada Lovelace', 'same'],
  ['order without a comma', 'Lovelace Ada', 'Ada Lovelace', 'same'],
  ['umlaut written out', 'Jürgen Müller', 'Juergen Mueller', 'same'],
  ['umlaut lost', 'Jürgen Müller', 'Jurgen Muller', 'same'],
  ['umlaut written out and lost', 'Juergen Mueller', 'Jurgen Muller', 'same'],
  ['sharp s', 'Hans Groß', 'Hans Gross', 'same'],
  ['Nordic and Polish letters', 'Søren Ågård', 'Soeren Aagaard', 'same'],
  ['decomposed accents', 'Rene\u0301e Dupont', 'Renée Dupont', 'same'],
  ['apostrophe', "Sinéad O'Connor", 'Sinead OConnor', 'same'],
  ['hyphen or blank', 'Anna-Lena Schmidt', 'Anna Lena Schmidt', 'same'],
  ['particles', 'Ludwig van der Berg', 'Ludwig Berg', 'same'],
  ['nickname in quotes', 'William "Bill" Gates', 'William Gates', 'same'],
  ['Cyrillic', 'Анна Иванова', 'Иванова Анна', 'same'],
  ['Chinese, blanks do not matter', '王 小明', '王小明', 'same'],
  ['Japanese honorific', '山田 太郎 様', '山田太郎', 'same'],
  ['Chinese given name first', '小明 王', '王小明', 'same'],
  ['Korean', '김 민수', '김민수님', 'same'],
  ['one word each', 'Madonna', 'madonna', 'same'],
  // One person may well be written both ways
  ['initial', 'A. Lovelace', 'Ada Lovelace', 'compatible'],
  ['middle initial', 'Ada K. Lovelace', 'Ada King Lovelace', 'compatible'],
  ['middle name missing', 'Ada Augusta Lovelace', 'Ada Lovelace', 'compatible'],
  ['pet name', 'Bob Smith', 'Robert Smith', 'compatible'],
  ['two pet names', 'Bob Smith', 'Rob Smith', 'compatible'],
  ['pet name through an umlaut', 'Jürgi Huber', 'Jürgen Huber', 'compatible'],
  ['given name alone', 'Ada', 'Ada Lovelace', 'compatible'],
  ['family initial', 'Ada L.', 'Ada Lovelace', 'compatible'],
  ['double name', 'Anna Schmidt-Meier', 'Anna Schmidt', 'compatible'],
  ['two family names', 'Gabriel García Márquez', 'Gabriel Garcia', 'compatible'],
  ['slip in a long family name', 'Ada Lovelace', 'Ada Lovelcae', 'compatible'],
  ['slip in a long given name', 'Katharina Meier', 'Kathrina Meier', 'compatible'],
  ['son without his Jr.', 'John Smith Jr.', 'John Smith', 'compatible'],
  // Two persons, as far as names tell
  ['father and son', 'Jan Novak', 'Jana Novak', 'incompatible'],
  ['father and son, by suffix', 'John Smith Jr.', 'John Smith Sr.', 'incompatible'],
  ['Daniel and Daniela', 'Daniel Weber', 'Daniela Weber', 'incompatible'],
  ['Martin and Martina', 'Martin Novak', 'Martina Novak', 'incompatible'],
  ['Martin and Marvin', 'Martin Novak', 'Marvin Novak', 'incompatible'],
  ['Mario and Maria', 'Mario Rossi', 'Maria Rossi', 'incompatible'],
  ['Christian and Christina', 'Christian Bauer', 'Christina Bauer', 'incompatible'],
  ['Alexander and Alexandra share Alex, not a person', 'Alexander Kuhn', 'Alexandra Kuhn', 'incompatible'],
  ['named after the father', 'John Paul Smith', 'Paul Smith', 'incompatible'],
  ['middle names differ', 'John Paul Smith', 'John Peter Smith', 'incompatible'],
  ['other family name', 'Ada Lovelace', 'Ada Byron', 'incompatible'],
  ['double name needs the given name in full', 'A. Schmidt-Meier', 'Anna Schmidt', 'incompatible'],
  ['two loose parts are one too many', 'Bob Lovelcae', 'Robert Lovelace', 'incompatible'],
  ['slip in a short name', 'Tim Roth', 'Tom Roth', 'incompatible'],
  ['other given name alone', 'Bob', 'Ada Lovelace', 'incompatible'],
  ['Chinese, one character', '王小明', '王小红', 'incompatible'],
  // Nothing to compare
  ['no name', null, 'Ada Lovelace', 'absent'],
  ['empty', ' ', 'Ada Lovelace', 'absent'],
  ['placeholder', 'Unknown', 'Ada Lovelace', 'absent'],
  ['an address in the place of a name', 'ada@example.com', 'Bob Smith', 'absent'],
  ['a number in the place of a name', 'Caller +49 30 901820', 'Bob Smith', 'absent'],
  ['romanised', 'Wang Xiaoming', '王小明', 'absent'],
  ['Latin and Cyrillic', 'Anna Ivanova', 'Анна Иванова', 'absent'],
  ['kana reading', 'やまだ たろう', '山田太郎', 'absent'],
  ['family name alone', 'Lovelace', 'Ada Lovelace', 'absent'],
  ['Chinese family name alone', '王', '王小明', 'absent'],
  ['initials alone', 'A. L.', 'Ada Lovelace', 'absent'],
];

test.each(CASES)('%s: %j and %j are %s', (_, a, b, verdict) => {
  expect(namesCompatible(full(a), full(b))).toBe(verdict);
  expect(namesCompatible(full(b), full(a))).toBe(verdict);
});

test.each<readonly [PersonName, PersonName, NameVerdict]>([
  [parts('Ada', 'Lovelace'), full('Lovelace, Ada'), 'same'],
  [parts('Lovelace', 'Ada'), parts('Ada', 'Lovelace'), 'same'],
  [parts('Ada Lovelace', null), parts('Ada', 'Lovelace'), 'same'],
  [parts(null, 'Ada Lovelace'), parts('Ada', 'Lovelace'), 'same'],
  [{ full: 'Ada Lovelace', given: 'Ada', family: null }, parts('Ada', 'Lovelace'), 'same'],
  [parts('小明', '王'), full('王小明'), 'same'],
  [parts('Gabriel', 'García Márquez'), full('Gabriel Garcia Marquez'), 'same'],
  [{ full: '王伟 (Wei Wang)', given: null, family: null }, full('王伟'), 'same'],
  [parts(null, 'Novak'), parts('Jan', 'Novak'), 'absent'],
  [parts('Jan', null), parts(null, 'Novak'), 'absent'],
  [parts('Jan', null), parts('Jana', 'Novak'), 'incompatible'],
  [parts('Jan', null), full('Peter'), 'incompatible'],
])('%j and %j are %s', (a, b, verdict) => {
  expect(namesCompatible(a, b)).toBe(verdict);
  expect(namesCompatible(b, a)).toBe(verdict);
});

describe('laws', () => {
  const word = fc.constantFrom(
    ...[
      'Ada',
      'Jan',
      'Jana',
      'Novak',
      'Novák',
      'Müller',
      'Mueller',
      'Robert',
      'Bob',
      'A',
      'van',
      'Anna-Lena',
      'Dr.',
      'Jr',
      '王',
      '小明',
      'やまだ',
      'Иван',
      '',
    ],
  );
  const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
  const written = fc.record({ full: fc.option(text), given: fc.option(text), family: fc.option(text) });
  const anything = fc.oneof(written, fc.string({ unit: 'grapheme' }).map(full));

  test('comparing goes both ways', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => expect(namesCompatible(a, b)).toBe(namesCompatible(b, a))),
      { numRuns: 1000 },
    );
  });

  test('nobody is incompatible with themselves, nor with their own name in capitals', () => {
    fc.assert(
      fc.property(written, (a) => {
        const loud = {
          full: a.full?.toUpperCase() ?? null,
          given: a.given?.toUpperCase() ?? null,
          family: a.family?.toUpperCase() ?? null,
        };
        expect(namesCompatible(a, a)).not.toBe('incompatible');
        expect(namesCompatible(a, loud)).not.toBe('incompatible');
      }),
      { numRuns: 500 },
    );
  });
});
