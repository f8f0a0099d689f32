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
  const found = await resolveRecords([sourceOf('zendesk', fakeConnector([same, other]))], matchKeysOf([ada]), newScope());
  const evidence = toEvidence('SUPPORT', found);
  expect(domainEvidence.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
  expect(evidence.records.map(({ ref, person: shown }) => [ref.id, shown?.name.full ?? null])).toEqual([
    ['zendesk:user:7', 'Ada Lovelace'],
    ['zendesk:user:8', null],
  ]);
  expect(JSON.stringify(evidence)).not.toMatch(/internal|Bob/);
});

test('person evidence leaves out what its domain alone knows', () => {
  const record = { ...person('hubspot:contact:1', { raw: 'raw' }), ownerId: 'hubspot:owner:1' };
  const evidence = toPersonEvidence(record);
  expect(personEvidence.strict().parse(evidence)).toEqual(evidence);
});
