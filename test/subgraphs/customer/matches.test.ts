import { matchesOf } from '../../../subgraphs/customer/matches';
import { someone } from './answers';
import { fakeDirectory } from './fake-directory';
import { finderOver } from './said';

const EMAIL = 'family@example.com';

describe('the matches of an identifier', () => {
  it('are all customers with the records that hold it, the likeliest first', async () => {
    const directory = fakeDirectory({
      CRM: [
        someone('hubspot:contact:1', { fullName: 'Ada Lovelace', email: EMAIL }),
        someone('hubspot:contact:2', { kind: 'ORGANIZATION', fullName: 'Builders Ltd', email: EMAIL }),
      ],
      BILLING: [someone('sql:customer:3', { fullName: 'Ada Lovelace', email: EMAIL })],
      SUPPORT: [someone('zendesk:user:7', { fullName: 'Ada Lovelace', email: EMAIL })],
    });
    const matches = await matchesOf({ by: 'email', value: EMAIL }, directory, finderOver(directory));
    expect(
      matches.map(({ id, displayName, confidence, records }) => [id, displayName, confidence, records.map((record) => record.id)]),
    ).toEqual([
      ['hubspot:contact:1', 'Ada Lovelace', 0.85, ['hubspot:contact:1', 'sql:customer:3', 'zendesk:user:7']],
      ['hubspot:contact:2', 'Builders Ltd', 0.5, ['hubspot:contact:2']],
    ]);
    expect(matches[0]?.evidence).toMatchObject([{ rule: 'SAME_EMAIL', identifier: 'email' }]);
    expect(JSON.stringify(matches)).not.toContain(EMAIL);
  });

  it('of a phone number are less sure', async () => {
    const phones = [{ value: '+4930901820', primary: true, shared: false }];
    const directory = fakeDirectory({ CRM: [someone('hubspot:contact:1', { phones })] });
    const matches = await matchesOf({ by: 'phone', value: '+4930901820' }, directory, finderOver(directory));
    expect(matches).toMatchObject([{ id: 'hubspot:contact:1', displayName: null, confidence: 0.6 }]);
  });

  it('are none, or an error when nobody could be asked, and at most 100', async () => {
    const identifier = { by: 'email', value: EMAIL } as const;
    const empty = fakeDirectory({ CRM: [] });
    await expect(matchesOf(identifier, empty, finderOver(empty))).resolves.toEqual([]);
    empty.dead.add('CRM');
    await expect(matchesOf(identifier, empty, finderOver(empty))).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    const crowd = fakeDirectory({ CRM: Array.from({ length: 103 }, (_, index) => someone(`hubspot:contact:${index}`, { email: EMAIL })) });
    await expect(matchesOf(identifier, crowd, finderOver(crowd))).resolves.toHaveLength(100);
  });
});
