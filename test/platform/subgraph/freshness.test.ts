import { parse } from 'graphql';
import { freshnessOf, ttlOf } from '../../../platform/subgraph/freshness';
import { buildSchema } from '../../../platform/subgraph/schema';

const schema = buildSchema(
  parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    directive @cacheControl(maxAge: Int, scope: CacheControlScope) on OBJECT | FIELD_DEFINITION
    enum CacheControlScope { PUBLIC PRIVATE }
    type Query { person: Person live: Person @cacheControl(maxAge: 0) shop: Shop text: String silent: Silent }
    type Person @key(fields: "id") @cacheControl(maxAge: 30, scope: PRIVATE) { id: ID! name: String shop: Shop short: String @cacheControl(maxAge: 5) silent: Silent }
    type Shop @cacheControl(maxAge: 600) { name: String }
    type Silent @key(fields: "id") { id: ID! }
  `),
  {},
);

describe('freshness', () => {
  it.each([
    ['{ shop { name } }', 600, 'PUBLIC'],
    ['{ person { name } }', 30, 'PRIVATE'],
    ['{ shop { name } person { name } }', 30, 'PRIVATE'],
    ['{ person { shop { name } } }', 30, 'PRIVATE'],
    ['{ person { short } }', 5, 'PRIVATE'],
    ['{ live { name } }', 0, 'PRIVATE'],
    ['{ person { silent { id } } }', 0, 'PRIVATE'],
    ['{ text }', 0, 'PRIVATE'],
    ['{ person { ...p } } fragment p on Person { short }', 5, 'PRIVATE'],
    ['{ _entities(representations: []) { ... on Person { name } } }', 30, 'PRIVATE'],
    ['{ _entities(representations: []) { ... on Person { __typename shop { name } } } }', 30, 'PRIVATE'],
    ['{ _entities(representations: []) { ... on Silent { id } } }', 0, 'PRIVATE'],
    ['{ _entities(representations: []) { ... on Person { name } ... on Silent { id } } }', 0, 'PRIVATE'],
  ])('of %s', (query, maxAgeSeconds, scope) => {
    expect(freshnessOf(schema, parse(query))).toMatchObject({ maxAgeSeconds, ...(maxAgeSeconds === 0 ? {} : { scope }) });
  });

  it('says how long records of a type are kept', () => {
    expect([ttlOf(schema, 'Shop'), ttlOf(schema, 'Silent'), ttlOf(schema, 'Nobody')]).toEqual([600, 0, 0]);
  });
});
