import type { Entity } from '../../../gateway/execution/data';
import { copyOf, merge } from '../../../gateway/execution/merge';
import { shape } from './given-graph';

const merged = (target: Entity, source: Entity, text: string): Entity => {
  merge(target, source, shape(text));
  return target;
};

test.each([
  ['what is new is added', {}, { a: 1 }, '{ a }', { a: 1 }],
  ['what the shape does not know is left out', {}, { a: 1, b: 2 }, '{ a }', { a: 1 }],
  ['what is not there changes nothing', { a: 1 }, {}, '{ a }', { a: 1 }],
  ['a null is taken where there is nothing', {}, { a: null }, '{ a }', { a: null }],
  ['a null overwrites no value', { a: 1, b: { c: 1 } }, { a: null, b: null }, '{ a b { c } }', { a: 1, b: { c: 1 } }],
  ['a value overwrites null', { a: null, b: null }, { a: 1, b: { c: 1 } }, '{ a b { c } }', { a: 1, b: { c: 1 } }],
  ['a later value wins', { a: 1 }, { a: 2 }, '{ a }', { a: 2 }],
  ['objects are merged', { a: { b: 1 } }, { a: { c: 2 } }, '{ a { c } }', { a: { b: 1, c: 2 } }],
  ['a scalar that is an object is one value', { a: { b: 1 } }, { a: { c: 2 } }, '{ a }', { a: { c: 2 } }],
  [
    'lists are merged item by item',
    { a: [{ b: 1 }, null, { b: 3 }] },
    { a: [{ c: 1 }, { c: 2 }, null, { c: 4 }] },
    '{ a { c } }',
    { a: [{ b: 1, c: 1 }, { c: 2 }, { b: 3 }] },
  ],
  ['lists of lists too', { a: [[{ b: 1 }]] }, { a: [[{ c: 1 }]] }, '{ a { c } }', { a: [[{ b: 1, c: 1 }]] }],
  ['an object is not merged into a list', { a: [] }, { a: { c: 1 } }, '{ a { c } }', { a: [] }],
])('%s', (_, target, source, text, expected) => {
  expect(merged(target, source, text)).toEqual(expected);
});

test('a copy has objects of its own', () => {
  const value = { a: [{ b: 1 }, null], c: { free: 1 }, d: null, extra: 1 };
  const copy = copyOf(value, shape('{ a { b } c d gone }'));
  expect(copy).toEqual({ a: [{ b: 1 }, null], c: { free: 1 }, d: null });
  expect(copy).toMatchObject({ c: value.c });
  expect((copy as typeof value).a[0]).not.toBe(value.a[0]);
  expect((copy as typeof value).c).toBe(value.c);
  expect(copyOf('text', shape('{ a }'))).toBe('text');
});
