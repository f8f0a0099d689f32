import { findWith } from '../../platform/batch-read';
import { declarations, grouped, lookup, ownIds, withOwnIds } from '../../platform/lookup';
import { testCall } from '../support/call';
import { person } from './identity/people';

const ADA = person('desk:person:1', { email: 'ada@example.com', phone: '+4930901820' });
const EVE = person('desk:person:2', { email: 'eve@example.com' });

describe('a look-up', () => {
  it('counts a record for what it holds, whatever else the vendor found', async () => {
    const everybody = lookup({
      by: 'email',
      keysPerCall: 10,
      caseSensitive: false,
      lagSeconds: null,
      records: () => Promise.resolve([EVE, ADA]),
    });
    const answer = await findWith([everybody])(
      ['ada@example.com', 'nobody@example.com'].map((value) => ({ by: 'email', value })),
      testCall(),
    );
    expect(answer).toEqual([[ADA], []]);
  });

  it('is declared without its request', () => {
    const ways = { keysPerCall: 10, caseSensitive: false, lagSeconds: 60, records: () => Promise.resolve([]) };
    expect(declarations([lookup({ ...ways, by: 'email', unique: true }), lookup({ ...ways, by: 'phone' })])).toEqual([
      { by: 'email', keysPerCall: 10, caseSensitive: false, lagSeconds: 60, unique: true },
      { by: 'phone', keysPerCall: 10, caseSensitive: false, lagSeconds: 60 },
    ]);
  });
});

describe('own ids', () => {
  const ids = ['desk:person:1', 'shop:person:2', 'desk:ticket:3', 'no id', 'desk:person:a:b'];

  it('are those of the source and type, with colons of their own', () => {
    expect([...ownIds('desk', 'person', ids)]).toEqual([
      ['1', 'desk:person:1'],
      ['a:b', 'desk:person:a:b'],
    ]);
  });

  it('alone are asked for, and nothing is sent where there are none', async () => {
    const asked: (readonly string[])[] = [];
    const read = withOwnIds('desk', 'person', (own) => {
      asked.push(own);
      return Promise.resolve(own);
    });
    expect(await read(ids, testCall())).toEqual(['1', 'a:b']);
    expect(await read(['shop:person:2'], testCall())).toEqual([]);
    expect(asked).toEqual([['1', 'a:b']]);
  });
});

it('groups items under every key of theirs once, in their order', () => {
  const items = [
    { name: 'first', keys: ['a', 'b', 'a'] },
    { name: 'second', keys: ['a'] },
  ];
  expect([...grouped(items, ({ keys }) => keys)].map(([key, group]) => [key, group.map(({ name }) => name)])).toEqual([
    ['a', ['first', 'second']],
    ['b', ['first']],
  ]);
});
