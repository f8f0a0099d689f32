// What a search by text asks Zendesk, what it costs, and where it ends.
import { startZendesk, type RunningZendesk } from '../../../../../sandbox/vendors/zendesk/server';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { zendesk } from '../../../../../subgraphs/support/vendors/zendesk';
import { toUserQuery } from '../../../../../subgraphs/support/vendors/zendesk/user-search';
import { aUser, smallWorld } from '../../../../sandbox/support/small-world';
import { testCall } from '../../../../support/call';
import { startConnector } from '../../../../support/vendor-server';
import { EMAIL, id, TOKEN } from './zendesk-world';

const users = [
  aUser({ id: '1', name: 'Anna O’Brien-Muster', email: 'anna.muster@example.com' }),
  aUser({ id: '2', name: 'Gone Muster', deleted: true }),
  aUser({ id: '3', name: '王小明' }),
  ...Array.from({ length: 210 }, (_, index) => aUser({ id: String(1_000 + index), name: `Crowd ${index}` })),
];

let server: RunningZendesk;
let connector: SupportConnector;
beforeAll(async () => {
  server = await startZendesk({ world: smallWorld({ users }), port: 0, email: EMAIL, token: TOKEN, limits: 'off' });
  connector = await startConnector(zendesk, { URL: server.url, EMAIL, TOKEN });
});
afterAll(async () => {
  await connector.close?.();
  await server.stop();
});
beforeEach(() => server.resetCalls());

const search = async (text: string, most = 10) => {
  const answer = await connector.search?.({ text }, most, testCall());
  if (answer === undefined) throw new Error('no search');
  return { ids: answer.records.map(({ record }) => record.id), complete: answer.complete };
};

it.each([
  ['Anna  Muster', 'Anna Muster'],
  ['anna.muster+tag@example.com', 'anna.muster tag@example.com'],
  ["O’Brien-Muster, née d'Arc", "O’Brien-Muster née d'Arc"],
  ['王小明', '王小明'],
  // Keywords, comparisons, exclusions, phrases, wildcards: all of them words.
  ['role:admin', 'role admin'],
  ['created<2020-01-01 updated>=2', 'created 2020-01-01 updated 2'],
  ['-anna --muster -', 'anna muster'],
  ['"anna" muster"', 'anna muster'],
  ['anna* (type:ticket)', 'anna type ticket'],
  ['anna\nrole:agent\u00a0x', 'anna role agent x'],
])('asks for %j with the words %j', (text, words) => {
  expect(toUserQuery(text)).toBe(`${words} role:end-user`);
});

it.each([[''], ['  '], ['"*" -:'], ['word '.repeat(61)], ['ä'.repeat(300)]])('does not ask for %j', (text) => {
  expect(toUserQuery(text)).toBeNull();
});

it.each([
  ['muster anna', [id('1')]],
  ['mus', [id('1')]],
  ['anna.muster@example.com', [id('1')]],
  ['王小明', [id('3')]],
  ['role:admin', []],
  ['muster OR crowd', []],
])('finds %s: %j', async (text, ids) => {
  expect((await search(text)).ids).toEqual(ids);
});

it.each([
  [210, true, 3],
  [205, false, 3],
  [200, false, 2],
  [5, false, 1],
])('reads %s of 210 users: complete %s, %s calls', async (most, complete, calls) => {
  const answer = await search('crowd', most);
  expect(new Set(answer.ids).size).toBe(most);
  expect(answer.complete).toBe(complete);
  expect(server.calls()).toHaveLength(calls);
});

it('asks nobody for nothing', async () => {
  expect(await search('*')).toEqual({ ids: [], complete: true });
  expect(server.calls()).toEqual([]);
});
