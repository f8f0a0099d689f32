// What documents ask of their callers, by the directives of an SDL: fields, the types they answer with, entities.
import { parse } from 'graphql';
import { areMet, requirementsOf } from '../../../platform/subgraph/guard';
import { buildSchema } from '../../../platform/subgraph/schema';
import { ANONYMOUS, EVERYBODY, type Caller } from '../../../platform/request/caller';
import { textOf } from '../../../platform/request/requirement';

const schema = buildSchema(
  parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes", "@policy"])
    type Query {
      open: String
      known: String @authenticated
      costs: String @requiresScopes(scopes: [["money", "read"], ["all"]])
      checked: String @policy(policies: [["office-hours"]])
      person: Person
    }
    type Person @key(fields: "id") @authenticated { id: ID! name: String card: String @requiresScopes(scopes: [["money"]]) }`),
  {},
);

const asked = (text: string): string[] => requirementsOf(schema, parse(text)).map(textOf).sort();
const may = (text: string, caller: Caller): boolean => areMet(requirementsOf(schema, parse(text)), caller);
const ADA: Caller = { ...ANONYMOUS, kind: 'person', subject: 'ada' };

it('finds what is asked for by fields, by types, and of entities', () => {
  expect(asked('{ open __typename }')).toEqual([]);
  expect(asked('{ known open }')).toEqual(['authenticated']);
  expect(asked('{ person { id } }')).toEqual(['authenticated']);
  expect(asked('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { name } } }')).toEqual(['authenticated']);
  expect(asked('query ($r: [_Any!]!) { _entities(representations: $r) { ...P } } fragment P on Person { card }')).toEqual([
    'authenticated',
    'scopes ["money"]',
  ]);
});

it('holds callers against it', () => {
  expect([may('{ known }', ANONYMOUS), may('{ known }', ADA), may('{ known }', EVERYBODY)]).toEqual([false, true, true]);
  const scoped = (...scopes: string[]): boolean => may('{ costs }', { ...ADA, scopes });
  expect([scoped(), scoped('money'), scoped('read', 'money'), scoped('all')]).toEqual([false, false, true, true]);
  expect([may('{ checked }', ADA), may('{ checked }', { ...ADA, policies: ['office-hours'] })]).toEqual([false, true]);
});
