import { parse, print } from 'graphql';
import { rootsOnce } from '../../../gateway/execution/mutation-roots';
import { fragmentsIn, operationIn } from '../../../gateway/execution/normalise';

function once(text: string): string {
  const document = parse(text);
  const opened = print(rootsOnce(operationIn(document).selectionSet, fragmentsIn(document))).replace(/\s+/g, ' ');
  return opened.replace(/^\{ | \}$/g, '');
}

test.each([
  ['fields stay as they are, in their order', '{ b a(x: 1) { c } }', 'b a(x: 1) { c }'],
  ['fragments are opened', '{ a ...F ... on M { d } } fragment F on M { b ...G } fragment G on M { c }', 'a b c d'],
  ['a key that is asked twice is asked once, for all of it', '{ a { x } b ... { a { y } } }', 'a { x y } b'],
  ['keys count, not fields', '{ a: f b: f a: f }', 'a: f b: f'],
  ['what the text rules out is not asked', '{ a @skip(if: true) b @include(if: true) ... @include(if: false) { c } }', 'b'],
  ['nor what rules itself out', '{ a @skip(if: $v) @include(if: $v) ... @skip(if: $v) { b @include(if: $v) } c }', 'c'],
])('%s', (_, given, expected) => {
  expect(once(given)).toBe(expected);
});

test('conditions are around the field, one in the other, each once', () => {
  expect(once('{ ... @include(if: $v) { a @skip(if: $w) @include(if: $v) { x } } }')).toBe(
    '... @include(if: $v) { ... @skip(if: $w) { a { x } } }',
  );
});

test('a key under two conditions is asked at the first place whose condition holds, for what those ask whose conditions hold', () => {
  expect(once('{ a @include(if: $v) { x } b a @include(if: $w) { y } }')).toBe(
    '... @include(if: $v) { a { ... @include(if: $v) { x } ... @include(if: $w) { y } } } b ' +
      '... @include(if: $w) { ... @skip(if: $v) { a { ... @include(if: $v) { x } ... @include(if: $w) { y } } } }',
  );
});

test('after one that is always asked it is asked no more', () => {
  expect(once('{ a { x } a @include(if: $v) { y } }')).toBe('a { x ... @include(if: $v) { y } }');
});

test('nor where the earlier ones leave no values', () => {
  expect(once('{ a @include(if: $v) a @skip(if: $v) a }')).toBe('... @include(if: $v) { a } ... @skip(if: $v) { a }');
});

test('of several conditions any may have failed: one place for each way', () => {
  expect(once('{ a @include(if: $v) @skip(if: $w) a }')).toBe(
    '... @include(if: $v) { ... @skip(if: $w) { a } } ... @skip(if: $v) { a } ... @include(if: $v) { ... @include(if: $w) { a } }',
  );
});

test('too many ways are refused', () => {
  const places = Array.from({ length: 6 }, (_, index) => `... @include(if: $a${index}) { a @include(if: $b${index}) }`);
  expect(() => once(`{ ${places.join(' ')} a }`)).toThrow('too many conditions');
});
