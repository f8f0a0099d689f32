// Whatever a value is, Salesforce reads it back as that value and nothing else: held against the pretend Salesforce's own parser.
import fc from 'fast-check';
import { parseSoql } from '../../../../../sandbox/vendors/salesforce/soql/parse';
import { anyOf, holdsDigits, isIn, literal } from '../../../../../subgraphs/crm/vendors/salesforce/soql';

/** Texts of which every second one has what SOQL gives a meaning. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("'", '\\', '%', '_', '"', '\n', '\r', '\t', '\u0000', '\ud800', '\udc00', 'u', 'n', ' OR ', ')', '--', 'é', '😀'),
  }),
);

function whereOf(where: string) {
  return parseSoql(`SELECT Id FROM Contact WHERE ${where}`).where;
}

describe('a literal', () => {
  it('is read as the very text, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(whereOf(`Email = ${literal(text)}`)).toMatchObject({ kind: 'compare', operator: '=', value: { kind: 'string', text } });
      }),
      { numRuns: 2_000 },
    );
  });

  it('survives the way through a URL', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const soql = literal(text);
        expect(decodeURIComponent(encodeURIComponent(soql))).toBe(soql);
      }),
    );
  });

  it.each([
    ["O'Brien", String.raw`'O\'Brien'`],
    ['back\\slash', String.raw`'back\\slash'`],
    ['two\nlines', String.raw`'two\u000alines'`],
    ['é 😀 %_', "'é 😀 %_'"],
  ])('of %j is %s', (text, written) => {
    expect(literal(text)).toBe(written);
  });
});

describe('conditions', () => {
  it('list every text once, and are none where there is no text', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 8 }), (texts) => {
        const where = whereOf(isIn('Email', texts) ?? '');
        expect(where).toMatchObject({ kind: 'in', negated: false, values: [...new Set(texts)].map((text) => ({ kind: 'string', text })) });
      }),
    );
    expect(isIn('Email', [])).toBeNull();
    expect(anyOf([null, null])).toBeNull();
    expect(anyOf([null, 'A = TRUE', 'B = TRUE'])).toBe('A = TRUE OR B = TRUE');
  });

  it('find a number in any spelling, and let nothing but digits into a pattern', () => {
    expect(holdsDigits('Phone', '30901820')).toBe("Phone LIKE '%3%0%9%0%1%8%2%0%'");
    expect(holdsDigits('Phone', "3' OR 1%_0")).toBe("Phone LIKE '%3%1%0%'");
  });
});
