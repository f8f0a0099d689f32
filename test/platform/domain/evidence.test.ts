import { toEvidence, toPersonEvidence } from '../../../platform/domain/evidence';
import { resolveRecords } from '../../../platform/domain/resolution';
import { domainEvidence, personEvidence } from '../../../platform/exchange/evidence';
import { person } from '../identity/people';
import { fakeConnector } from '../loader/fake-source';
import { matchKeysOf, newScope, sourceOf } from './fake-domain';

test('evidence carries linked people, and of candidates only that there is one', async () => {
  const ada = person('hubspot:contact:1', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
  const same = person('zendesk:user:7', { fullName: 'Ada Lovelace', email: 'ada@example.com', raw: { internal: 'note' } });
  const other = person('zendesk:user:8', { fullName: 'Bob Builder', email: 'ada@example.com' });
  const sources = [sourceOf('zendesk', fakeConnector([same, other]))];
  const evidence = toEvidence('SUPPORT', await resolveRecords(sources, matchKeysOf([ada]), newScope()), sources);
  expect(domainEvidence.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
  expect(evidence.records.map(({ ref, person: shown }) => [ref.id, shown?.name.full ?? null])).toEqual([
    ['zendesk:user:7', 'Ada Lovelace'],
    ['zendesk:user:8', null],
  ]);
  expect(JSON.stringify(evidence)).not.toMatch(/internal|Bob/);
});

test('evidence carries the custom fields of linked records, and the keys that any source of the domain has', async () => {
  const ada = person('hubspot:contact:1', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
  const raw = { user_fields: { tier: 'gold', seats: 0, vip: false, note: null }, tags: ['a', 'b'] };
  const same = person('zendesk:user:7', { fullName: 'Ada Lovelace', email: 'ada@example.com', raw });
  const bare = person('zendesk:user:9', { fullName: 'Ada Lovelace', email: 'ada@example.com', raw: { user_fields: {} } });
  const other = person('zendesk:user:8', { fullName: 'Bob Builder', email: 'ada@example.com', raw });
  const custom = ['tier', 'seats', 'vip', 'note'].map((key) => ({ key, path: `user_fields.${key}` }));
  const sources = [
    sourceOf('zendesk', fakeConnector([same, bare, other]), 'off', undefined, [...custom, { key: 'second', path: 'tags.1' }]),
    sourceOf('desk', fakeConnector([]), 'off', undefined, [
      { key: 'tier', path: 'level' },
      { key: 'floor', path: 'floor' },
    ]),
  ];
  const evidence = toEvidence('SUPPORT', await resolveRecords(sources, matchKeysOf([ada]), newScope()), sources);
  expect(domainEvidence.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
  expect(evidence.customKeys).toEqual(['tier', 'seats', 'vip', 'note', 'second', 'floor']);
  expect(Object.fromEntries(evidence.records.map((record) => [record.ref.id, record.custom]))).toEqual({
    'zendesk:user:7': { tier: 'gold', seats: 0, vip: false, second: 'b' },
    'zendesk:user:8': undefined,
    'zendesk:user:9': undefined,
  });
});

test('person evidence leaves out what its domain alone knows', () => {
  const record = { ...person('hubspot:contact:1', { raw: 'raw' }), ownerId: 'hubspot:owner:1' };
  const evidence = toPersonEvidence(record);
  expect(personEvidence.strict().parse(evidence)).toEqual(evidence);
});
