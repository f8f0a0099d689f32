// What a list of open tickets costs at Zendesk, where it ends, and whom it leaves out.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startZendesk, type RunningZendesk } from '../../../../../sandbox/vendors/zendesk/server';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { zendesk } from '../../../../../subgraphs/support/vendors/zendesk';
import { aTicket, aUser, smallWorld } from '../../../../sandbox/support/small-world';
import { testCall } from '../../../../support/call';
import { startConnector } from '../../../../support/vendor-server';
import { EMAIL, id, ticket, TOKEN } from './zendesk-world';

const minute = (count: number) => new Date(Date.UTC(2026, 0, 1) + count * 60_000).toISOString();
/** The first 120 are deleted. */
const users = Array.from({ length: 360 }, (_, index) => aUser({ id: String(1_000 + index), deleted: index < 120 }));

const tickets = [
  // A ticket each, the later ids the older ones.
  ...users.map((user, index) =>
    aTicket({ id: String(2_000 + index), requesterId: user.id, priority: 'high', createdAt: minute(900 - index) }),
  ),
  aTicket({ id: '10', requesterId: '1300', priority: 'low', createdAt: minute(1) }),
  aTicket({ id: '11', requesterId: '1301', priority: null, createdAt: minute(2) }),
  aTicket({ id: '12', requesterId: '1302', priority: 'urgent', createdAt: minute(3) }),
  ...Array.from({ length: 1_100 }, (_, index) => aTicket({ id: String(5_000 + index), requesterId: '1303', createdAt: minute(4) })),
];

let server: RunningZendesk;
let connector: SupportConnector;
beforeAll(async () => {
  server = await startZendesk({ world: smallWorld({ users, tickets }), port: 0, email: EMAIL, token: TOKEN, limits: 'off' });
  connector = await startConnector(zendesk, { URL: server.url, EMAIL, TOKEN });
});
afterAll(async () => {
  await connector.close?.();
  await server.stop();
});
beforeEach(() => server.resetCalls());
afterEach(() => server.faults.clear());

const callsTo = (path: string) => server.calls().filter((call) => call.path === path).length;
const costs = () => [callsTo('/api/v2/search'), callsTo('/api/v2/users/show_many')];

it('reads tickets and requesters by hundreds, the oldest of equally urgent ones first', async () => {
  const { records, complete } = await connector.openTickets({ priorities: ['HIGH'] }, 1_000, testCall());
  expect(records).toHaveLength(240);
  expect(complete).toBe(true);
  expect([records[0]?.record.id, records.at(-1)?.record.id]).toEqual([id('1359'), id('1120')]);
  expect(costs()).toEqual([4, 4]);
});

it('reads requesters until there are as many customers as asked for', async () => {
  // The 360 requesters begin with 240 customers; the first hundred hold enough.
  const few = await connector.openTickets({ priorities: ['HIGH'] }, 100, testCall());
  expect([few.records.length, few.complete]).toEqual([100, false]);
  expect(costs()).toEqual([4, 1]);
  server.resetCalls();
  const more = await connector.openTickets({ priorities: ['HIGH'] }, 240, testCall());
  expect([more.records.length, more.complete]).toEqual([240, false]);
  expect(costs()).toEqual([4, 3]);
});

it('has all priorities when none is asked for, at most a thousand tickets, the most urgent first', async () => {
  const { records, complete } = await connector.openTickets({ priorities: [] }, 1_000, testCall());
  expect(complete).toBe(false);
  expect(costs()[0]).toBe(10);
  expect(records[0]).toMatchObject({ record: { id: id('1302') }, items: [{ id: ticket('12') }, { id: ticket('2302') }] });
  expect(records.reduce((sum, { items }) => sum + items.length, 0)).toBe(1_000 - 120);
});

it('puts what nobody has given a priority last', async () => {
  const only = smallWorld({
    users: users.slice(-4),
    tickets: [
      aTicket({ id: '1', requesterId: '1356', priority: null, createdAt: minute(1) }),
      aTicket({ id: '2', requesterId: '1357', priority: 'low', createdAt: minute(2) }),
      aTicket({ id: '3', requesterId: '1358', priority: 'normal', createdAt: minute(4) }),
      aTicket({ id: '4', requesterId: '1359', priority: 'normal', createdAt: minute(3) }),
    ],
  });
  const small = await startZendesk({ world: only, port: 0, email: EMAIL, token: TOKEN, limits: 'off' });
  const calm = await startConnector(zendesk, { URL: small.url, EMAIL, TOKEN });
  const { records } = await calm.openTickets({ priorities: [] }, 10, testCall());
  await calm.close?.();
  await small.stop();
  expect(records.map(({ record }) => record.id)).toEqual([id('1359'), id('1358'), id('1357'), id('1356')]);
});

it('is all or nothing: requesters who could not be read are not left out in silence', async () => {
  server.faults.set({ mode: '500', path: '/api/v2/users/show_many', times: 1 });
  const list = connector.openTickets({ priorities: ['HIGH'] }, 240, testCall());
  await expect(list).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});

it('asks for the priorities by their keyword, once each', async () => {
  await connector.openTickets({ priorities: ['URGENT', 'LOW', 'URGENT'] }, 10, testCall());
  const [search] = server.calls();
  const query = new URLSearchParams(search?.query);
  expect(query.get('query')).toBe('type:ticket status<solved priority:urgent priority:low');
  expect([query.get('sort_by'), query.get('sort_order')]).toEqual(['priority', 'desc']);
});

it('leaves out staff who ask each other, closed tickets, and a ticket that two pages show', async () => {
  const stamp = '2026-01-01T00:00:00Z';
  const aHit = (number: number, requester: number, status = 'open') => ({
    ...{ id: number, requester_id: requester, status, priority: 'high', created_at: stamp, updated_at: stamp },
  });
  const person = (number: number, role: string) => ({
    id: number,
    name: 'Somebody',
    role,
    active: true,
    created_at: stamp,
    updated_at: stamp,
  });
  const helpdesk = createServer((request, response) => {
    const found = { results: [aHit(1, 7), aHit(2, 8), aHit(3, 7, 'closed')], count: 101 };
    response.end(
      JSON.stringify(request.url?.startsWith('/api/v2/search') === true ? found : { users: [person(7, 'end-user'), person(8, 'agent')] }),
    );
  });
  await new Promise<void>((resolve) => helpdesk.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(helpdesk.address() as AddressInfo).port}`;
  const other = await startConnector(zendesk, { URL: url, EMAIL, TOKEN });
  const { records } = await other.openTickets({ priorities: [] }, 10, testCall());
  await other.close?.();
  await new Promise((resolve) => helpdesk.close(resolve));
  expect(records.map(({ record, items }) => [record.id, items.map((item) => item.id)])).toEqual([[id('7'), [ticket('1')]]]);
});
