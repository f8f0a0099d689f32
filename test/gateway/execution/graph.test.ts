import { fieldOf } from '../../../gateway/execution/graph';
import { graphOf, SHOP } from './given-graph';

const graph = graphOf(SHOP.replace(/implements Media & Printed/, 'implements Media'), SHOP);

test.each([
  ['Book', '', true],
  ['Book', 'Book', true],
  ['Book', 'Film', false],
  ['Book', 'Media', true],
  ['Book', 'Thing', true],
  ['Film', 'Thing', false],
  ['Media', 'Media', true],
  ['Printed', 'Media', true],
  ['Media', 'Printed', false],
  ['Book', 'Gone', false],
  ['Gone', 'Media', false],
])('%s is a %s: %s', (typeName, condition, is) => {
  expect(graph.isA(typeName, condition)).toBe(is);
});

test('conditions hold by the full schema', () => {
  expect(graph.isA('Book', 'Printed')).toBe(true);
});

test('null is allowed by the full schema, and where nothing is known', () => {
  expect(graph.mayBeNull('Product', 'name')).toBe(true);
  expect(graph.mayBeNull('Product', 'code')).toBe(false);
  expect(graph.mayBeNull('Media', 'id')).toBe(false);
  expect(graph.mayBeNull('Product', 'gone')).toBe(true);
  expect(graph.mayBeNull('Thing', 'id')).toBe(true);
});

test('objects and interfaces have fields', () => {
  expect(fieldOf(graph.full, 'Printed', 'pages')?.name).toBe('pages');
  expect(fieldOf(graph.full, 'Thing', 'id')).toBeUndefined();
});
