// What is counted of a document, against a count by hand and, for the worst documents, that counting itself stays short.
import { parse } from 'graphql';
import { measure } from '../../../gateway/limits/document-size';

const sizeOf = (text: string, mostFields = 10_000, mostPairs = 10_000) => measure(parse(text), mostFields, mostPairs);

it('counts levels, aliases, roots and directives through fragments, each as often as it is spread', () => {
  const size = sizeOf(`
    query A($x: Boolean!) { a { b { ...F ...F } } c: d @include(if: $x) e }
    query B { one: __typename two: __typename three: __typename four: a { b } }
    fragment F on T { g { h @skip(if: false) } i: j }`);
  expect(size).toMatchObject({ depth: 4, rootFields: 4, fragments: 1 });
  // c, i twice, and the four of B.
  expect(size.aliases).toBe(7);
  // @include, and @skip where the two spreads are one selection: each field is there twice.
  expect(size.directives).toBe(3);
});

it('counts the fields that validation compares with each other', () => {
  expect(sizeOf('{ a a a a }').pairs).toBe(6);
  expect(sizeOf('{ a { b } a { b } a { b } }').pairs).toBe(6);
  expect(sizeOf('{ a: x a: y ... on Q { a: z } }').pairs).toBe(3);
  expect(sizeOf('{ a { b c d } e { b c d } }').pairs).toBe(0);
});

it('counts arguments of one field, and inline fragments within each other as levels', () => {
  expect(sizeOf('{ a(x: 1, y: 2) b(x: 1) }').arguments).toBe(2);
  expect(sizeOf(`{ ${'... { '.repeat(30)} a ${'}'.repeat(30)} }`).depth).toBe(30);
});

it('looks into fragments that nobody spreads, which are validated too', () => {
  expect(sizeOf('{ a } fragment F on Q { b b b b }').pairs).toBe(6);
  expect(sizeOf('{ a } fragment F on Q { ...G } fragment G on Q { a { b { c { d } } } }').depth).toBe(4);
});

it('ends on fragments that spread themselves', () => {
  const size = sizeOf('{ ...A } fragment A on Q { a { ...B } ...A } fragment B on Q { b { ...A } ...C } fragment C on Q { ...C }');
  expect(size.depth).toBeGreaterThan(1);
  expect(size.fields).toBeLessThan(100);
});

it('gives up past what is asked for', () => {
  const bomb = `{ ...F0 } ${Array.from({ length: 30 }, (_, n) => `fragment F${n} on Q { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F30 on Q { a }`;
  const { fields } = sizeOf(bomb, 500, Infinity);
  expect(fields).toBeGreaterThan(500);
  expect(fields).toBeLessThan(600);
  expect(sizeOf(`{ ${'a '.repeat(3_000)} }`, 10_000, 500).pairs).toBeLessThan(600);
});
