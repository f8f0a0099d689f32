// What a search by text costs at HubSpot, and where it ends.
import { startHubspot, type RunningHubspot } from '../../../../../sandbox/vendors/hubspot/server';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { hubspot } from '../../../../../subgraphs/crm/vendors/hubspot';
import { testCall } from '../../../../support/call';
import { startConnector } from '../../../../support/vendor-server';
import { company, id, TOKEN, world } from './hubspot-world';

let server: RunningHubspot;
let connector: CrmConnector;
beforeAll(async () => {
  server = await startHubspot({ world, port: 0, token: TOKEN, limits: 'off' });
  connector = await startConnector(hubspot, { TOKEN, URL: server.url });
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
  ['anna', [id('501')]],
  ['Anna Muster', [id('501')]],
  ['acme gmbh', [company('801'), id('501')]],
  ['acme.example', [company('801'), id('501'), id('505')]],
  ['bert@example.com', [id('502')]],
  // What looks like a question of its own is words to HubSpot.
  ['email:*', []],
])('finds %s: %j', async (text, ids) => {
  expect((await search(text)).ids.toSorted()).toEqual(ids);
});

it.each([
  [210, true, 3],
  [205, false, 3],
  [200, false, 2],
  [5, false, 2],
])('reads %s of 210 contacts: complete %s, %s calls', async (most, complete, calls) => {
  const answer = await search('7654321', most);
  expect(new Set(answer.ids).size).toBe(most);
  expect(answer.complete).toBe(complete);
  expect(server.calls()).toHaveLength(calls);
});

it('has contacts and companies take turns, and ends where it was told to', async () => {
  expect(await search('acme', 3)).toEqual({ ids: [id('501'), company('801'), id('505')], complete: true });
  expect(await search('acme', 2)).toEqual({ ids: [id('501'), company('801')], complete: false });
  expect(await search('acme', 1)).toEqual({ ids: [id('501')], complete: false });
});

it('asks nobody for nothing', async () => {
  expect(await search(' \t')).toEqual({ ids: [], complete: true });
  expect(server.calls()).toEqual([]);
});

it('reads of a contact who unsubscribed that they did', async () => {
  const answer = await connector.search?.({ text: 'carla' }, 1, testCall());
  const revoked = { channel: 'EMAIL', purpose: 'marketing', status: 'REVOKED', address: 'carla.closing@example.com', at: null };
  expect(answer?.records.map(({ record }) => record.consents)).toEqual([[revoked]]);
});
