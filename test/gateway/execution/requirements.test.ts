import { parse } from 'graphql';
import { createGraph } from '../../../gateway/execution/graph';
import { joinsOf } from '../../../gateway/execution/joins';
import { fragmentsIn, operationIn } from '../../../gateway/execution/normalise';
import type { Requirement } from '../../../gateway/execution/plan';
import { representationOf } from '../../../gateway/execution/requirements';
import { entityFetch, fields, graphOf } from './given-graph';

const given = graphOf();
const graph = createGraph(
  given.api,
  given.full,
  given.planner,
  joinsOf(`type Product @join__type(graph: a, key: "id") @join__type(graph: a, key: "code") {
    sign: String @join__field(graph: a, requires: "name")
    room: String @join__field(graph: a, requires: "size { h } code")
    wide: String @join__field(graph: a, requires: "size { w }")
  }`),
);
const requires: Requirement[] = [
  {
    kind: 'type',
    type: 'Product',
    nested: [...fields('__typename', 'id', 'code', 'name'), { kind: 'field', from: 'size', to: 'size', nested: fields('h', 'w') }],
  },
];
const product = { __typename: 'Product', id: '1', code: 'c', name: 'Table', size: { h: 1, w: 2 } };
const whole = product;

/** What is sent of the product where this is asked of it, compiled once. */
function sending(text: string) {
  const document = parse(text);
  const selections = operationIn(document).selectionSet.selections;
  const represent = representationOf({ node: entityFetch('id', { requires }), selections, fragments: fragmentsIn(document) }, graph);
  return (variables: Record<string, unknown>, entity: Record<string, unknown> = product) => represent(entity, variables);
}

test('without conditions all that the plan requires is sent', () => {
  expect(sending('{ ... on Product { sign room } }')({})).toEqual(whole);
});

const conditional = 'query($v: Boolean!) { ... on Product { sign room @include(if: $v) } }';

test('what a field requires that is not wanted is not sent, but for keys: each time anew', () => {
  const sent = sending(conditional);
  const less = { __typename: 'Product', id: '1', code: 'c', name: 'Table' };
  expect([true, false, true, false].map((v) => sent({ v }))).toEqual([whole, less, whole, less]);
});

test('nor does the entity depend on it', () => {
  const broken = { ...product, size: { h: null } };
  expect(sending(conditional)({ v: false }, broken)).not.toBeNull();
  expect(sending(conditional)({ v: true }, broken)).toMatchObject({ size: null });
});

test('so it is below a field that another one requires too', () => {
  const sent = sending('query($v: Boolean!) { ... on Product { room @include(if: $v) wide } }');
  // `h` cannot be null, and is not there while nobody wants the room.
  expect(sent({ v: false }, { ...product, size: { w: 2 } })).toMatchObject({ size: { w: 2 } });
  expect(sent({ v: true })).toMatchObject({ size: { h: 1, w: 2 } });
});

test('what another field requires always is sent always', () => {
  expect(sending('query($v: Boolean!) { ... on Product { sign x: sign @include(if: $v) room } }')({ v: false })).toEqual(whole);
});

test('conditions of fragments are those of their fields', () => {
  const sent = sending(`query($v: Boolean!, $w: Boolean!) { ... on Product { ... @skip(if: $v) { sign } ...F @include(if: $w) } }
    fragment F on Product { room }`);
  const names = (v: boolean, w: boolean) => Object.keys(sent({ v, w }) ?? {});
  expect(names(true, false)).toEqual(['__typename', 'id', 'code']);
  expect(names(false, false)).toEqual(['__typename', 'id', 'code', 'name']);
  expect(names(true, true)).toEqual(['__typename', 'id', 'code', 'size']);
});
