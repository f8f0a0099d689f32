import { beginningsOf, textOf, withoutExplained, type Path } from '../../../gateway/execution/explained';

const fault = (path: (string | number)[], hidden = false) => ({ message: 'null', path, hidden });
const told = (path: (string | number)[], ...explained: Path[]) => withoutExplained([fault(path)], explained).length === 1;

test.each<[string, (string | number)[], boolean]>([
  ['at the place', ['a', 0, 'b'], false],
  ['above it', ['a', 0], false],
  ['at the root', [], false],
  ['below it', ['a', 0, 'b', 'c'], false],
  ['of a neighbour', ['a', 0, 'c'], true],
  ['of another item', ['a', 1, 'b'], true],
  ['of a key that begins alike', ['a', 0, 'bc'], true],
])('an error %s explains a fault: %s still told %s', (_, error, isTold) => {
  expect(told(['a', 0, 'b'], error)).toBe(isTold);
});

test('nothing explains what there is no error of', () => {
  expect(told(['a'])).toBe(true);
  expect(withoutExplained([], [['a']])).toEqual([]);
});

test('an index is no key', () => {
  expect(told(['a', 0], ['a', '0'])).toBe(true);
});

test('what is hidden is never told', () => {
  expect(withoutExplained([fault(['a'], true), fault(['b'])], [])).toEqual([fault(['b'])]);
});

test('beginnings are the path, and all that is above it', () => {
  expect([...beginningsOf([['a', 0], ['b']])]).toEqual([[], ['a'], ['a', 0], ['b']].map(textOf));
  expect(beginningsOf([]).size).toBe(0);
});
