// A subscription as the query that answers it: what passes through, what is left out, and what is refused in words.
import { buildSchema, parse, validate } from 'graphql';
import { CANONICAL, rewriteSubscription } from '../../../gateway/subscriptions/rewrite';

const schema = buildSchema(`
  type Query { customer(id: ID, email: String): Customer operation(id: ID!): Operation }
  type Subscription {
    customerChanged(id: ID!, initial: Boolean = true): Customer
    operationChanged(id: ID!, initial: Boolean = true): Operation
    nobodysChanged(id: ID!): Customer
  }
  type Operation { id: ID! state: String }
  type Customer { id: ID! name: String orders(first: Int): [Customer] }
`);

function rewrite(text: string, variables: Record<string, unknown> = {}, operationName?: string) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const rewritten = rewriteSubscription(schema, document, operationName, variables);
  // What is asked for each event has to be valid by itself.
  expect(validate(schema, parse(rewritten.query))).toEqual([]);
  return { ...rewritten, query: rewritten.query.replace(/\s+/g, ' ') };
}

it('asks the same of the customer, under the name that the subscription gives it', () => {
  expect(rewrite('subscription { customerChanged(id: "a:b:1") { name } }')).toEqual({
    query: `{ customerChanged: customer(id: "a:b:1") { name ${CANONICAL}: id } }`,
    operationName: undefined,
    variables: {},
    ...{ key: 'customerChanged', id: 'a:b:1', initial: true },
  });
  expect(rewrite('subscription { mine: customerChanged(id: "a:b:1", initial: false) { name } }')).toMatchObject({
    key: 'mine',
    initial: false,
  });
});

it('asks for an operation by its id', () => {
  expect(rewrite('subscription ($id: ID!) { operationChanged(id: $id) { state } }', { id: '7' })).toMatchObject({
    query: `query ($id: ID!) { operationChanged: operation(id: $id) { state ${CANONICAL}: id } }`,
    ...{ key: 'operationChanged', id: '7', initial: true },
  });
});

it('leaves out variables, fragments and operations that nothing names any more', () => {
  const text = `subscription Watch($id: ID!, $initial: Boolean, $first: Int) { ...Root }
    fragment Root on Subscription { customerChanged(id: $id, initial: $initial) { ...Person } }
    fragment Person on Customer { orders(first: $first) { name } }
    query Other { customer(email: "x") { ...Name } } fragment Name on Customer { name }`;
  const { query, variables, ...rest } = rewrite(text, { id: 'a:b:1', initial: false, first: 2, more: 1 }, 'Watch');
  expect(query).toMatch(/^query Watch\(\$id: ID!, \$first: Int\) \{/);
  expect(query).not.toMatch(/Root|Other|Name/);
  expect(variables).toEqual({ id: 'a:b:1', first: 2 });
  expect(rest).toEqual({ operationName: 'Watch', key: 'customerChanged', id: 'a:b:1', initial: false });
});

it('joins what is selected of the one field in several places', () => {
  const text = `subscription { ...One ...Two }
    fragment One on Subscription { customerChanged(id: "a:b:1") { name } }
    fragment Two on Subscription { customerChanged(id: "a:b:1") { id } }`;
  expect(rewrite(text).query).toContain(`customer(id: "a:b:1") { name id ${CANONICAL}: id }`);
});

it.each([
  ['subscription A { customerChanged(id: "x") { id } } subscription B { customerChanged(id: "y") { id } }', 'by its name'],
  ['subscription ($id: ID!) { customerChanged(id: $id) { id } }', '"$id"'],
  ['subscription ($with: Boolean!) { customerChanged(id: "x") @include(if: $with) { id } }', 'directives'],
  ['subscription { nobodysChanged(id: "x") { id } }', 'no such subscription'],
])('refuses %s', (text, message) => {
  expect(() => rewriteSubscription(schema, parse(text), undefined, {})).toThrow(message);
});
