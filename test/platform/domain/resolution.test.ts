import { resolveRecords } from '../../../platform/domain/resolution';
import { UpstreamError } from '../../../platform/errors';
import { person } from '../identity/people';
import { fakeConnector } from '../loader/fake-source';
import { brokenAt, matchKeysOf, newScope, sourceOf } from './fake-domain';

const ADA = person('hubspot:contact:1', { fullName: 'Ada Lovelace', email: 'ada@example.com', phone: '+4930901820' });

describe('the records of a customer in a domain', () => {
  it('are found by every identifier, and scored', async () => {
    const same = person('zendesk:user:7', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
    const other = person('zendesk:user:8', { fullName: 'Bob Builder', email: 'ada@example.com' });
    const stored = person('zendesk:user:9', { externalIds: ['hubspot:contact:1'] });
    const stranger = person('zendesk:user:10', { email: 'eve@example.com' });
    const source = sourceOf('zendesk', fakeConnector([same, other, stored, stranger]));
    const found = await resolveRecords([source], matchKeysOf([ADA]), newScope());
    expect(found.linked.map(({ record, decision }) => [record.id, decision])).toEqual([
      ['zendesk:user:9', 'LINK'],
      ['zendesk:user:7', 'LINK'],
    ]);
    expect(found.candidates.map(({ record, decision }) => [record.id, decision])).toEqual([['zendesk:user:8', 'CANDIDATE']]);
    expect(found.failures).toEqual([]);
  });

  it('begin with the anchor, by its id alone', async () => {
    const connector = fakeConnector([ADA]);
    const [own, other] = [sourceOf('hubspot', connector), fakeConnector([])];
    const found = await resolveRecords([own, sourceOf('salesforce', other)], matchKeysOf([ADA]), newScope());
    expect(found.linked).toMatchObject([{ decision: 'ANCHOR', confidence: 1, record: { id: ADA.id } }]);
    expect(connector.asked.flat()).toContainEqual({ by: 'id', value: ADA.id });
    // An id names its source: nobody else is asked for it.
    expect(other.asked.flat().filter(({ by }) => by === 'id')).toEqual([]);
  });

  it('may be there where nobody is found and a look-up failed its canary, which is not asked', async () => {
    const connector = fakeConnector([]);
    const scope = newScope();
    const found = await resolveRecords([brokenAt(sourceOf('zendesk', connector), 'email')], matchKeysOf([ADA]), scope);
    expect(connector.asked.flat().map(({ by }) => by)).toEqual(['externalId', 'phone']);
    expect(found).toMatchObject({ linked: [], failures: [{ source: 'zendesk', error: { code: 'LOOKUP_UNSUPPORTED' } }], unaskable: [] });
    expect(scope.ledger.drain()).toMatchObject({ zendesk: { error: 'LOOKUP_UNSUPPORTED' } });
  });

  it('are all there where another way links one, but not where it gives a candidate only', async () => {
    const same = person('zendesk:user:7', { fullName: 'Ada Lovelace', phone: '+4930901820' });
    const linked = await resolveRecords([brokenAt(sourceOf('zendesk', fakeConnector([same])), 'email')], matchKeysOf([ADA]), newScope());
    expect(linked).toMatchObject({ linked: [{ record: { id: same.id } }], failures: [] });
    const other = person('zendesk:user:8', { fullName: 'Bob Builder', email: 'ada@example.com' });
    const doubtful = await resolveRecords([brokenAt(sourceOf('zendesk', fakeConnector([other])), 'phone')], matchKeysOf([ADA]), newScope());
    expect(doubtful).toMatchObject({ linked: [], candidates: [{ record: { id: other.id } }], failures: [{ source: 'zendesk' }] });
  });

  it('miss no look-up that nothing is known for', async () => {
    const nameless = person('hubspot:contact:2', { email: 'ada@example.com' });
    const source = brokenAt(sourceOf('zendesk', fakeConnector([])), 'phone');
    expect((await resolveRecords([source], matchKeysOf([nameless]), newScope())).failures).toEqual([]);
  });

  it('cannot be asked for where the source looks up by nothing that is known', async () => {
    const connector = fakeConnector([], ['phone']);
    const mailed = person('hubspot:contact:2', { email: 'ada@example.com' });
    const found = await resolveRecords(
      [sourceOf('zendesk', connector), sourceOf('intercom', fakeConnector([]))],
      matchKeysOf([mailed]),
      newScope(),
    );
    expect(found).toMatchObject({ linked: [], failures: [], unaskable: ['zendesk'] });
    expect(connector.asked).toEqual([]);
  });

  it('are asked for only in declared ways', async () => {
    const connector = fakeConnector([], ['email']);
    await resolveRecords([sourceOf('zendesk', connector)], matchKeysOf([ADA]), newScope());
    expect(connector.asked.flat()).toEqual([{ by: 'email', value: 'ada@example.com' }]);
  });

  it('are not linked by what the search for the anchor has seen to be somebody else’s, or everybody’s', async () => {
    const nameless = person('klaviyo:profile:1', { email: 'ada@example.com' });
    const source = sourceOf('klaviyo', fakeConnector([nameless]));
    const keys = matchKeysOf([ADA]);
    expect((await resolveRecords([source], keys, newScope())).linked).toHaveLength(1);
    const contested = await resolveRecords([source], { ...keys, contested: ['email:ada@example.com'] }, newScope());
    expect(contested.linked).toEqual([]);
    expect(contested.candidates.map(({ evidence }) => evidence.map(({ rule }) => rule))).toEqual([['EMAIL_OF_ANOTHER']]);
    const generic = await resolveRecords([source], { ...keys, generic: ['email:ada@example.com'] }, newScope());
    expect([...generic.linked, ...generic.candidates]).toEqual([]);
  });

  it('are not linked by an identifier that too many hold', async () => {
    const crowd = Array.from({ length: 4 }, (_, index) =>
      person(`zendesk:user:${index}`, { fullName: 'Ada Lovelace', phone: '+4930901820' }),
    );
    const source = sourceOf('zendesk', fakeConnector(crowd));
    const found = await resolveRecords([source], matchKeysOf([ADA]), newScope());
    expect(found.linked).toEqual([]);
    const three = await resolveRecords([sourceOf('zendesk', fakeConnector(crowd.slice(1)))], matchKeysOf([ADA]), newScope());
    expect(three.linked).toHaveLength(3);
  });

  it('are nobody’s where a customer without a name shares an address with two people', async () => {
    const nameless = person('hubspot:contact:2', { email: 'starlight@example.com' });
    const erik = person('zendesk:user:1', { fullName: 'Erik Lindqvist', email: 'starlight@example.com' });
    const anna = person('zendesk:user:2', { fullName: 'Anna Lindqvist', email: 'starlight@example.com' });
    const family = await resolveRecords([sourceOf('zendesk', fakeConnector([erik, anna]))], matchKeysOf([nameless]), newScope());
    expect(family.linked).toEqual([]);
    expect(family.candidates.map(({ record }) => record.id)).toEqual([erik.id, anna.id]);
    const alone = await resolveRecords([sourceOf('zendesk', fakeConnector([erik]))], matchKeysOf([nameless]), newScope());
    expect(alone.linked.map(({ record }) => record.id)).toEqual([erik.id]);
  });

  it('stand beside the failure of a source, and of one look-up', async () => {
    const broken = fakeConnector([]);
    broken.failure = new UpstreamError('zendesk', 'UPSTREAM_UNAVAILABLE');
    const half = fakeConnector([person('intercom:user:1', { fullName: 'Ada Lovelace', email: 'ada@example.com' })]);
    half.failure = ({ by }) => (by === 'phone' ? new UpstreamError('intercom', 'UPSTREAM_RATE_LIMITED') : undefined);
    const found = await resolveRecords([sourceOf('zendesk', broken), sourceOf('intercom', half)], matchKeysOf([ADA]), newScope());
    expect(found.linked.map(({ record }) => record.id)).toEqual(['intercom:user:1']);
    expect(found.failures).toMatchObject([
      { source: 'zendesk', error: { code: 'UPSTREAM_UNAVAILABLE' } },
      { source: 'intercom', error: { code: 'UPSTREAM_RATE_LIMITED' } },
    ]);
  });
});

describe('the records that people spoke of', () => {
  const said = { known: true, asOf: null, linked: [] as string[], unlinked: [] as string[] };
  const stranger = person('zendesk:user:10', { fullName: 'Eve Adams', email: 'eve@example.com' });
  const same = person('zendesk:user:7', { fullName: 'Ada Lovelace', email: 'ada@example.com' });

  it('are linked by their word, found by their id', async () => {
    const source = sourceOf('zendesk', fakeConnector([stranger]));
    const found = await resolveRecords([source], { ...matchKeysOf([ADA]), said: { ...said, linked: [stranger.id] } }, newScope());
    expect(found.linked).toMatchObject([{ record: { id: stranger.id }, confidence: 1, evidence: [{ rule: 'MANUAL_LINK' }] }]);
  });

  it('are kept apart by their word: no link, and no candidate', async () => {
    const source = sourceOf('zendesk', fakeConnector([same]));
    const found = await resolveRecords([source], { ...matchKeysOf([ADA]), said: { ...said, unlinked: [same.id] } }, newScope());
    expect([...found.linked, ...found.candidates]).toEqual([]);
  });

  it('are candidates at most where their word is unknown; what was found already stays', async () => {
    const source = sourceOf('zendesk', fakeConnector([same, stranger]));
    const keys = { ...matchKeysOf([ADA, stranger]), said: { ...said, known: false } };
    const found = await resolveRecords([source], keys, newScope());
    expect(found.linked.map(({ record }) => record.id)).toEqual([stranger.id]);
    expect(found.candidates.map(({ record }) => record.id)).toEqual([same.id]);
  });

  it('stay linked where their source answers with the record that they were merged into', async () => {
    const connector = fakeConnector([stranger]);
    const find: typeof connector.find = (keys, call) =>
      connector.find(
        keys.map((key) => (key.value === 'zendesk:user:404' ? { by: 'id', value: stranger.id } : key)),
        call,
      );
    const keys = { ...matchKeysOf([ADA]), said: { ...said, linked: ['zendesk:user:404'] } };
    const found = await resolveRecords([sourceOf('zendesk', { ...connector, find })], keys, newScope());
    expect(found.linked).toMatchObject([{ record: { id: stranger.id }, evidence: [{ rule: 'MANUAL_LINK' }] }]);
  });
});
