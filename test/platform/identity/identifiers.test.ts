import fc from 'fast-check';
import { identifierKey, identifiersOf } from '../../../platform/identity/identifiers';
import { toMatchProfile } from '../../../platform/identity/match-profile';
import { anyPerson, person } from './people';

test('ids first, then addresses, then numbers with their other spellings, each once', () => {
  const contact = person('hubspot:contact:1', { email: 'ada@example.com', phone: '+5511987654321', externalIds: ['stripe:customer:a'] });
  const user = person('zendesk:user:7', { email: 'ada@example.com' });
  expect(identifiersOf([toMatchProfile(contact, 1), toMatchProfile(user, 0.9)]).map(identifierKey)).toEqual([
    'id:stripe:customer:a',
    'externalId:hubspot:contact:1',
    'externalId:zendesk:user:7',
    'email:ada@example.com',
    'phone:+5511987654321',
    'phone:+551187654321',
  ]);
});

test('placeholders are never looked up; a role mailbox only for an organisation, or for want of another', () => {
  const emails = (kind: 'PERSON' | 'ORGANIZATION', ...values: string[]): string[] =>
    identifiersOf([
      toMatchProfile(person('a:b:1', { kind, emails: values.map((value) => ({ value, primary: false, verified: null })) }), 1),
    ])
      .filter(({ by }) => by === 'email')
      .map(({ value }) => value);
  expect(emails('PERSON', 'test@example.com', 'noreply@example.com')).toEqual([]);
  expect(emails('PERSON', 'info@acme.example', 'ada@example.com')).toEqual(['ada@example.com']);
  expect(emails('PERSON', 'info@acme.example')).toEqual(['info@acme.example']);
  expect(emails('ORGANIZATION', 'info@acme.example', 'ada@example.com')).toEqual(['info@acme.example', 'ada@example.com']);
});

test('law: no identifier twice', () => {
  fc.assert(
    fc.property(fc.array(anyPerson, { maxLength: 4 }), (people) => {
      const keys = identifiersOf(people.map((one) => toMatchProfile(one, 1))).map(identifierKey);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test('who stores the id of a record that was merged into this one is looked for as well', () => {
  const contact = person('hubspot:contact:9', { formerIds: ['hubspot:contact:1', 'hubspot:contact:2'] });
  expect(identifiersOf([toMatchProfile(contact, 1)]).map(identifierKey)).toEqual([
    'externalId:hubspot:contact:9',
    'externalId:hubspot:contact:1',
    'externalId:hubspot:contact:2',
  ]);
});
