// What is marked as personal, in the house's own supergraph and in others.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse } from 'graphql';
import { personalFields, personalIn } from '../../../gateway/authorisation/personal';

const OWN = parse(readFileSync(join(__dirname, '..', '..', '..', 'schema', 'supergraph.graphql'), 'utf8'));

test('the marks of our own graph are found, by class', () => {
  const fields = personalFields(OWN);
  expect(fields.get('Customer.emails')).toBe('CONTACT');
  expect(fields.get('Customer.displayName')).toBe('IDENTITY');
  expect(fields.get('Money.amount')).toBe('FINANCIAL');
  expect(fields.get('SourceRecord.raw')).toBe('FREE_TEXT');
  expect(fields.has('Customer.id')).toBe(false);
});

test('somebody else’s directive of that name marks nothing', () => {
  const other = parse(
    'schema @link(url: "https://x.example/pii/v1.0", import: ["@pii"]) { query: Q } type Q { a: Int @pii(class: CONTACT) }',
  );
  expect(personalFields(other).size).toBe(0);
});

test('of an operation the classes it asks for are found, in fragments too', () => {
  const schema = buildSchema('type Query { u: U } type U { a: Int b: Int c: Int }');
  const fields = new Map([
    ['U.a', 'CONTACT'],
    ['U.b', 'IDENTITY'],
  ] as const);
  const document = parse('query One { u { ...f } } query Two { u { c } } fragment f on U { x: a }');
  expect([...personalIn(schema, document, 'One', fields)]).toEqual(['CONTACT']);
  expect([...personalIn(schema, document, 'Two', fields)]).toEqual([]);
});
