// What a list of closing deals costs at HubSpot, where it ends, and what it leaves out.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startHubspot, type RunningHubspot } from '../../../../../sandbox/vendors/hubspot/server';
import type { CrmDeal } from '../../../../../sandbox/world/story';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { hubspot } from '../../../../../subgraphs/crm/vendors/hubspot';
import { aContact, smallWorld } from '../../../../sandbox/support/small-world';
import { testCall } from '../../../../support/call';
import { startConnector } from '../../../../support/vendor-server';
import { aDeal, id, TOKEN } from './hubspot-world';

const contacts = Array.from({ length: 300 }, (_, index) => aContact({ id: String(1_000 + index), firstName: `Number ${index}` }));

/** One a minute, from the first minute of a month, each of one contact. */
function dealsOf(month: string, count: number, contactOf: (index: number) => number): CrmDeal[] {
  return Array.from({ length: count }, (_, index) =>
    aDeal(String(Date.parse(month) / 60_000 + index), [String(1_000 + contactOf(index))], {
      closeDate: new Date(Date.parse(month) + index * 60_000).toISOString(),
    }),
  );
}

let server: RunningHubspot;
let connector: CrmConnector;
beforeAll(async () => {
  const world = smallWorld();
  const deals = [
    ...dealsOf('2020-01-01', 1, () => 7),
    ...dealsOf('2026-01-01', 100, (index) => index),
    ...dealsOf('2026-02-01', 450, (index) => (index < 449 ? 0 : 1)),
    ...dealsOf('2026-03-01', 300, (index) => index),
    ...dealsOf('2026-04-01', 1_100, () => 0),
  ];
  server = await startHubspot({ world: { ...world, crm: { ...world.crm, contacts, deals } }, port: 0, token: TOKEN, limits: 'off' });
  connector = await startConnector(hubspot, { TOKEN, URL: server.url });
});
afterAll(async () => {
  await connector.close?.();
  await server.stop();
});
beforeEach(() => server.resetCalls());
afterEach(() => server.faults.clear());

const month = (number: number) => ({ from: `2026-0${number}-01`, to: `2026-0${number}-28` });
const paths = () => server.calls().map(({ path }) => path.replace('/crm/v3/objects/', '').replace('/crm/v4/', ''));

it('costs three calls for a hundred deals of a hundred contacts', async () => {
  const { records, complete } = await connector.closingDeals(month(1), 100, testCall());
  expect([records.length, complete]).toEqual([100, true]);
  expect(paths()).toEqual(['0-3/search', 'associations/deals/contacts/batch/read', 'contacts/batch/read']);
});

it('has deals whose day has passed, as far back as is asked', async () => {
  const { records } = await connector.closingDeals({ from: '2019-01-01', to: '2026-01-01' }, 1, testCall());
  expect(records).toMatchObject([{ record: { id: id('1007') }, items: [{ at: '2020-01-01' }, { at: '2026-01-01' }] }]);
});

it('pages deals until as many contacts are known, each with all its deals so far', async () => {
  const { records, complete } = await connector.closingDeals(month(2), 2, testCall());
  expect(records.map(({ record, items }) => [record.id, items.length])).toEqual([
    [id('1000'), 449],
    [id('1001'), 1],
  ]);
  expect(complete).toBe(true);
  expect(server.calls()).toHaveLength(7);
});

it('reads no further page when enough contacts are known', async () => {
  const { records, complete } = await connector.closingDeals(month(3), 150, testCall());
  expect([records.length, complete]).toEqual([150, false]);
  expect(records.at(-1)?.record.id).toBe(id('1149'));
  // One page of deals, its associations, and the contacts by hundreds.
  expect(server.calls()).toHaveLength(4);
});

it('reads a thousand deals at most, however few contacts they have', async () => {
  const { records, complete } = await connector.closingDeals(month(4), 5, testCall());
  expect(records.map(({ items }) => items.length)).toEqual([1_000]);
  expect(complete).toBe(false);
  expect(server.calls()).toHaveLength(11);
});

it('is all or nothing: contacts that could not be read are not left out in silence', async () => {
  server.faults.set({ mode: '500', path: '/crm/v3/objects/contacts/batch/read', times: 1 });
  const list = connector.closingDeals(month(3), 200, testCall());
  await expect(list).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});

it('has a deal once that two pages show', async () => {
  const stamp = '2026-01-01T00:00:00Z';
  const object = (number: string) => ({ id: number, properties: { closedate: stamp }, createdAt: stamp, updatedAt: stamp });
  const shifting = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { url = '' } = request;
      const second = text.includes('"after"');
      const answer = url.includes('/search')
        ? { results: [object('1'), ...(second ? [object('2')] : [])], ...(second ? {} : { paging: { next: { after: '200' } } }) }
        : url.includes('/associations/')
          ? {
              results: ['1', '2']
                .filter((deal) => text.includes(`"${deal}"`))
                .map((deal) => ({ from: { id: deal }, to: [{ toObjectId: 9 }] })),
            }
          : { results: [object('9')] };
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => shifting.listen(0, '127.0.0.1', resolve));
  const shifted = await startConnector(hubspot, { TOKEN, URL: `http://127.0.0.1:${(shifting.address() as AddressInfo).port}` });
  const { records } = await shifted.closingDeals(month(1), 5, testCall());
  await shifted.close?.();
  await new Promise((resolve) => shifting.close(resolve));
  expect(records.map(({ items }) => items.map((item) => item.id))).toEqual([['hubspot:deal:1', 'hubspot:deal:2']]);
});
