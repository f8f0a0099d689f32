import { parse } from 'graphql';
import { collectFields, type CollectedField } from '../../../gateway/execution/collect-fields';
import { fragmentsIn, operationIn } from '../../../gateway/execution/normalise';
import { graphOf } from './given-graph';

const graph = graphOf();
const collected = (text: string, typeName: string, isWanted = () => true): CollectedField[] => {
  const document = parse(text);
  return collectFields(
    { nodes: operationIn(document).selectionSet.selections, fragments: fragmentsIn(document), isWanted },
    typeName,
    graph,
  );
};
const named = (fields: CollectedField[]): string[] => fields.map(({ key, name }) => (key === name ? key : `${key}: ${name}`));

test('fields come in the order in which they are asked, each key once', () => {
  expect(named(collected('{ b a c: a b ...F } fragment F on Film { d a }', 'Film'))).toEqual(['b', 'a', 'c: a', 'd']);
});

test('fragments count where the type is one of theirs', () => {
  const text = '{ ... { a } ... on Media { b } ... on Printed { c } ... on Book { d } ...Gone }';
  expect(named(collected(text, 'Book'))).toEqual(['a', 'b', 'c', 'd']);
  expect(named(collected(text, 'Film'))).toEqual(['a', 'b']);
  expect(named(collected(text, 'Media'))).toEqual(['a', 'b']);
});

test('what is asked of a value is joined from wherever it is asked', () => {
  const [field] = collected('{ a { x } ... on Film { a { y } } }', 'Film');
  expect(field?.selections.nodes).toHaveLength(2);
});

test('what is not wanted is left out, fragments too', () => {
  expect(collected('{ a ... on Film { b } }', 'Film', () => false)).toEqual([]);
});
