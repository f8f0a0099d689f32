import { buildSchema, isLeafType } from 'graphql';
import type { Fault } from '../../../gateway/execution/fault';
import { leafOf } from '../../../gateway/execution/leaf';

const api = buildSchema('type Query { a: Kind b: Day c: Int d: ID e: Float } enum Kind { A B } scalar Day');
const full = buildSchema('type Query { a: Kind b: Day c: Int d: ID e: Float } enum Kind { A B SECRET } scalar Day');

function complete(typeName: string, value: unknown): { completed: unknown; faults: Fault[] } {
  const type = api.getType(typeName);
  if (!isLeafType(type)) throw new Error('a leaf');
  const faults: Fault[] = [];
  return { completed: leafOf(type, full, 'T.f')(value, faults), faults };
}

test.each([
  ['String', 'text', 'text'],
  ['ID', 'id', 'id'],
  ['ID', 5, '5'],
  ['Int', 5, 5],
  ['Float', 0.5, 0.5],
  ['Boolean', false, false],
  ['Kind', 'A', 'A'],
  ['Day', { any: ['thing'] }, { any: ['thing'] }],
  ['Day', undefined, null],
  ['Kind', undefined, null],
  ['Int', undefined, null],
  ['String', null, null],
])('%s takes %j', (typeName, value, completed) => {
  expect(complete(typeName, value)).toEqual({ completed, faults: [] });
});

test.each([
  ['Int', 'five'],
  ['Int', 2 ** 40],
  ['String', {}],
  ['Boolean', 'yes'],
  ['Kind', 'C'],
  ['Kind', 1],
])('%s refuses %j, without repeating it', (typeName, value) => {
  const { completed, faults } = complete(typeName, value);
  expect(completed).toBeNull();
  expect(faults).toEqual([{ message: expect.stringMatching(`^T.f has a value that is n.* ${typeName}.$`), path: [], hidden: false }]);
});

test('a value that clients do not know is null in silence', () => {
  expect(complete('Kind', 'SECRET')).toMatchObject({ completed: null, faults: [{ hidden: true }] });
});
