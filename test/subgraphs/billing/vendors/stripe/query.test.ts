import fc from 'fast-check';
import { anyOf, clause, metadata } from '../../../../../subgraphs/billing/vendors/stripe/query';

it.each([
  [clause('email', ':', 'anna@example.com'), 'email:"anna@example.com"'],
  [clause('name', '~', 'the "old" Anna'), 'name~"the \\"old\\" Anna"'],
  [clause('name', '~', '\\'), 'name~"\\\\"'],
  [clause(metadata('hubspot_contact'), ':', '501'), 'metadata["hubspot_contact"]:"501"'],
  [anyOf([clause('name', ':', 'a'), clause('email', ':', 'b')]), 'name:"a" OR email:"b"'],
])('writes %s', (query, expected) => {
  expect(query).toBe(expected);
});

it('lets no value end its quotes', () => {
  const reading = /^name:"((?:[^"\\]|\\.)*)"$/s;
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^["\\ ORname:~]*$/)), (value) => {
      const [, inside] = reading.exec(clause('name', ':', value)) ?? [];
      expect(inside?.replaceAll(/\\(.)/gs, '$1')).toBe(value);
    }),
  );
});
