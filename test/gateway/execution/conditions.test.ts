import { parse } from 'graphql';
import { canBeWanted, conditionVariables, isWantedWith } from '../../../gateway/execution/conditions';
import { operationIn } from '../../../gateway/execution/normalise';

const nodes = (text: string) => operationIn(parse(text)).selectionSet.selections;

test('the variables of conditions are named, each once, and no others', () => {
  expect(
    conditionVariables(
      parse('{ a(x: $x) @skip(if: $b) ...F @include(if: $a) c @skip(if: true) @own(if: $y) } fragment F on T { d @skip(if: $b) }'),
    ),
  ).toEqual(['b', 'a']);
});

test.each([
  ['a', true],
  ['a @own(if: $no)', true],
  ['a @include(if: $yes)', true],
  ['a @include(if: $no)', false],
  ['a @include(if: $unknown)', false],
  ['a @skip(if: $yes)', false],
  ['a @skip(if: $no)', true],
  ['a @skip(if: false) @include(if: true)', true],
  ['a @skip(if: true) @include(if: true)', false],
  ['a @skip(if: $yes) @include(if: $yes)', false],
])('%s is wanted: %s', (text, wanted) => {
  expect(nodes(`{ ${text} }`).map(isWantedWith({ yes: true, no: false }))).toEqual([wanted]);
});

test.each([
  ['a', true],
  ['a @skip(if: $v)', true],
  ['a @skip(if: true)', false],
  ['a @include(if: false) b', true],
  ['a @include(if: $v) @skip(if: $v)', false],
  ['a @include(if: $v) @skip(if: $w)', true],
  ['... @include(if: $v) { a @skip(if: $v) }', false],
  ['... @include(if: $v) { a @include(if: $v) }', true],
  ['... @skip(if: true) { a }', false],
  ['... { a @skip(if: true) b }', true],
])('%s can be wanted: %s', (text, can) => {
  expect(canBeWanted(nodes(`{ ${text} }`))).toBe(can);
});
