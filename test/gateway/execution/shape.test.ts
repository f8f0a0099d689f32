import { parse } from 'graphql';
import { fragmentsIn, operationIn } from '../../../gateway/execution/normalise';
import { renameShape, shapeOf, type Shape } from '../../../gateway/execution/shape';

const shapeIn = (text: string): Shape => {
  const document = parse(text);
  return shapeOf(operationIn(document).selectionSet, fragmentsIn(document));
};
const plain = (shape: Shape): unknown => Object.fromEntries([...shape].map(([key, inner]) => [key, inner === null ? null : plain(inner)]));

test('a shape has the keys of a selection, whatever type they are of', () => {
  const text = '{ a b: c { d } ... on T { e } ...F b: c { f } } fragment F on T { g { h } ...Gone }';
  expect(plain(shapeIn(text))).toEqual({ a: null, b: { d: null, f: null }, e: null, g: { h: null } });
});

test('keys are renamed everywhere, and what comes to one key is joined', () => {
  const shape = shapeIn('{ a { x x2 { p } } b { y x2 { q } y2 } x }');
  expect(
    plain(
      renameShape(
        shape,
        new Map([
          ['b', 'a'],
          ['y', 'x'],
          ['y2', 'z'],
        ]),
      ),
    ),
  ).toEqual({
    a: { x: null, x2: { p: null, q: null }, z: null },
    x: null,
  });
  expect(renameShape(shape, new Map())).toBe(shape);
});
