// Text that always parses, and gives back what was put in.
import fc from 'fast-check';
import { parse } from 'yaml';
import { comment, entry, inline, type Plain } from '../../../commands/sql-suggest/yaml-text';

/** White space of every kind among them: a name may end with what JavaScript trims and YAML does not. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(' ', '\u00a0', '\u2028', '\ufeff', '\u0085', '\t', '\r', '\n', 'a', '#', ':'), maxLength: 6 }),
);
const anyPlain = fc.letrec<{ plain: Plain }>((tie) => ({
  plain: fc.oneof(
    { depthSize: 'small' },
    anyText,
    fc.boolean(),
    fc.integer(),
    fc.array(tie('plain'), { maxLength: 3 }),
    fc.dictionary(
      anyText.filter((key) => key !== '__proto__'),
      tie('plain'),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
})).plain;

describe('YAML on a line', () => {
  it('gives every value back', () => {
    fc.assert(
      fc.property(anyPlain, (value) => {
        expect(inline(value)).not.toContain('\n');
        expect(parse(inline(value))).toEqual(value);
      }),
    );
  });

  it('gives key and value back, whatever the doubts say', () => {
    fc.assert(
      fc.property(anyText, anyPlain, fc.array(anyText, { maxLength: 2 }), (key, value, doubts) => {
        const text = entry(2, key, value, doubts);
        expect(text.split(/[\n\r]/)).toHaveLength(1);
        expect(Object.entries(parse(text) as object)).toEqual([[key, value]]);
      }),
    );
  });

  it('marks a doubt so that it can be searched for', () => {
    expect(entry(2, 'total', { column: 'total_cents', divideBy: 100 }, ['one', 'two'])).toBe(
      '  total: { column: total_cents, divideBy: 100 } # ? one; two',
    );
    expect(entry(0, 'id', 'id')).toBe('id: id');
  });
});

describe('a comment', () => {
  it('is nothing but comment, and no wider than the page where words allow', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = comment(text);
        expect(parse(lines.join('\n'))).toBeNull();
        expect(lines.every((line) => line.startsWith('#'))).toBe(true);
      }),
    );
    const long = comment('word '.repeat(100), 2);
    expect(long.every((line) => line.length <= 118 && line.startsWith('  # word'))).toBe(true);
    expect(long.join(' ').match(/word/g)).toHaveLength(100);
  });
});
