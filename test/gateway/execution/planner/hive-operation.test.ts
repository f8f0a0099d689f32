// What the Rust planner is given: the same question in fewer words.
import { buildSchema, parse, print } from 'graphql';
import { operationForHive } from '../../../../gateway/execution/planner/hive-operation';

const schema = buildSchema(`
  type Query { one: Book media: Media }
  interface Media { id: ID }
  type Book implements Media { id: ID parts: [Book] }
  type Film implements Media { id: ID }`);
const given = (text: string): string => print(operationForHive(parse(text), schema)).replace(/\s+/g, ' ');

test.each([
  ['names of types where there may be several', '{ media { id } one { id } }', '{ media { __typename id } one { id } }'],
  ['and where a fragment asks', '{ one { ... on Book { id } } }', '{ one { __typename ... { id } } }'],
  [
    'no condition that always holds',
    '{ media { ... on Book { ... on Media { id } } } }',
    '{ media { __typename ... on Book { ... { id } } } }',
  ],
  [
    'conditions of clients stay',
    'query ($v: Boolean!) { media { ... on Media @skip(if: $v) { id } } }',
    'query ($v: Boolean!) { media { __typename ... @skip(if: $v) { id } } }',
  ],
  ['no alias that is the name', '{ one: one { parts: parts { i: id } } }', '{ one { parts { i: id } } }'],
  [
    'fragments where they are spread',
    '{ media { ...F } } fragment F on Film { ...G } fragment G on Media { id }',
    '{ media { __typename ... on Film { ... { id } } } }',
  ],
])('%s', (_, text, expected) => expect(given(text)).toBe(expected));
