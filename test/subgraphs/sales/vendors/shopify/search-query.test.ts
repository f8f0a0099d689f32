import fc from 'fast-check';
import { parseSearch, termsOf } from '../../../../../sandbox/vendors/shopify/search-syntax';
import { anyOf, bareTerms, quoted } from '../../../../../subgraphs/sales/vendors/shopify/search-query';
import { by } from '../../../../support/identifiers';

it('a value is quoted, and what would end it escaped', () => {
  expect(quoted('a@b.example')).toBe('"a@b.example"');
  expect(quoted('a" OR email:*')).toBe('"a\\" OR email:*"');
  expect(quoted('a\\')).toBe('"a\\\\"');
});

it('addresses and numbers are joined, ids are none of it', () => {
  const identifiers = [by('email', 'a@b.example'), by('id', 'shopify:customer:1'), by('phone', '+49301'), by('externalId', 'x:y:1')];
  expect(anyOf(identifiers)).toBe('email:"a@b.example" OR phone:"+49301"');
  expect(anyOf([by('id', 'shopify:customer:1')])).toBe('');
});

it.each([
  ['  Müller   Berlin ', 'Müller Berlin'],
  ['Meyer-Landrut', '"Meyer-Landrut"'],
  ['-vip NOT or', '"-vip" "NOT" "or"'],
  ['email:* (a', '"email:*" "(a"'],
  ['- * "', ''],
  ['O’Neill "x"', '"O’Neill" "\\"x\\""'],
])('of %j the terms are %j', (text, terms) => {
  expect(bareTerms(text)).toBe(terms);
});

// The emulator's grammar is written from Shopify's page alone.
it('no text gets out of its terms', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'aB1 :()"\'\\-*<>=@.') })), fc.string({ unit: 'binary' }), (parts, other) => {
      for (const text of [parts.join(' OR '), other]) {
        const terms = termsOf(parseSearch(bareTerms(text)));
        expect(terms.every(({ field, comparator }) => field === null && comparator === ':')).toBe(true);
        const values = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
        expect(terms.map(({ value }) => value)).toEqual(values);
        const [phrase, ...others] = termsOf(parseSearch(`email:${quoted(text)}`));
        expect(others).toEqual([]);
        expect(phrase).toMatchObject({ field: 'email', value: text, quoted: true });
      }
    }),
  );
});
