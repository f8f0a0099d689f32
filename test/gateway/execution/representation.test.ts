import type { Requirement } from '../../../gateway/execution/plan';
import { compileRepresentation } from '../../../gateway/execution/representation';
import { fields, graphOf } from './given-graph';

const of = (typeName: string, ...nested: Requirement[]): Requirement => ({
  kind: 'type',
  type: typeName,
  nested: [...fields('__typename'), ...nested],
});
const within = (name: string, ...nested: Requirement[]): Requirement => ({ kind: 'field', from: name, to: name, nested });
const built = (entity: Record<string, unknown>, ...requires: Requirement[]) => compileRepresentation(requires, graphOf())(entity);
const product = { __typename: 'Product', id: '1', name: 'Table', code: 'c', more: 1 };

test('it has what is required of its type, and nothing else', () => {
  const requires = [of('Product', ...fields('id')), of('Product', ...fields('id', 'name')), of('Shop', ...fields('code'))];
  expect(built(product, ...requires)).toEqual({ __typename: 'Product', id: '1', name: 'Table' });
});

test('it is read from one key and sent under another', () => {
  expect(built({ ...product, _n: 'T' }, { kind: 'field', from: '_n', to: 'name', nested: null })).toEqual({
    __typename: 'Product',
    name: 'T',
  });
});

test.each([
  ['of another type', product, of('Shop', ...fields('name'))],
  ['without a name', { id: '1' }, of('', ...fields('id'))],
  ['of which only the name is required', product, of('Product')],
  ['that lacks what cannot be null', { ...product, code: null }, of('Product', ...fields('code'))],
])('there is none of an entity %s', (_, entity, requires) => {
  expect(built(entity, requires)).toBeNull();
});

test('what may be null is sent as null where it is not to be had', () => {
  expect(built({ __typename: 'Product', id: '1' }, of('Product', ...fields('id', 'name')))).toEqual({
    __typename: 'Product',
    id: '1',
    name: null,
  });
});

test('objects in it are copied, by their own type or the field’s, and parts of one are joined', () => {
  const size = { h: 1, w: 2, more: 3 };
  const representation = built(
    { ...product, size, bare: [size, null] },
    within('size', ...fields('h')),
    within('size', ...fields('w')),
    within('bare', ...fields('h')),
  );
  expect(representation).toEqual({ __typename: 'Product', size: { h: 1, w: 2 }, bare: [{ h: 1 }, null] });
  const typed = built(
    { ...product, size: { __typename: 'Book', title: 'a' } },
    within('size', of('Printed', ...fields('title')), of('Shop', ...fields('name'))),
  );
  expect(typed).toEqual({ __typename: 'Product', size: { __typename: 'Book', title: 'a' } });
});

test.each([
  ['size', { w: 2 }, null],
  ['size', 'text', null],
  ['sizes', [{ h: 1 }, { w: 2 }], null],
  ['bare', [{ h: 1 }, { w: 2 }], [{ h: 1 }, null]],
])('%s that is %j is %j, since a height cannot be null', (name, value, sent) => {
  expect(built({ ...product, [name]: value }, within(name, ...fields('h')))).toEqual({ __typename: 'Product', [name]: sent });
});
