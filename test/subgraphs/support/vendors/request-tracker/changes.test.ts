// What Request Tracker is found to have changed, on the pretend one: every change of a ticket or a user, once, by the number that RT
// gave it.
import type { Changes } from '../../../../../platform/polls/declaration';
import { startRequestTracker, type RunningRequestTracker } from '../../../../../sandbox/vendors/request-tracker/server';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { requestTracker } from '../../../../../subgraphs/support/vendors/request-tracker';
import { ask } from '../../../../sandbox/support/ask';
import { testCall } from '../../../../support/call';
import { startConnector } from '../../../../support/vendor-server';
import { id, ticket, TOKEN, world } from './tracker-world';

let server: RunningRequestTracker;
let connector: SupportConnector;
beforeEach(async () => {
  server = await startRequestTracker({ world, port: 0, token: TOKEN });
  connector = await startConnector(requestTracker, { URL: server.url, TOKEN });
});
afterEach(async () => {
  await connector.close?.();
  await server.stop();
});

function read(cursor: string | null): Promise<Changes> {
  if (connector.changes === undefined) throw new Error('it cannot tell');
  return connector.changes(cursor, testCall());
}
const send = (method: string, path: string, body: object): Promise<{ status: number }> =>
  ask(`${server.url}/REST/2.0${path}`, { method, body, headers: { authorization: `token ${TOKEN}` } });
const comment = (of: string) => send('POST', `/ticket/${of}/comment`, { Content: 'Hm', ContentType: 'text/plain' });
const told = ({ events }: Changes) => events.map(({ type, records, items }) => ({ type, records, items }));

it('begins with now, and is told of what comes after', async () => {
  const first = await read(null);
  expect(first).toMatchObject({ events: [], more: false });
  await send('POST', '/ticket', { Queue: 'General', Subject: 'Broken', Requestor: 'anna' });
  await comment('301');
  await send('PUT', '/user/79', { RealName: 'Bert Braun' });
  const found = await read(first.cursor);
  const fresh = found.events.filter((one) => Number(one.id.split('/').at(-1)) > Number(first.cursor));
  expect(told({ ...found, events: fresh })).toEqual([
    { type: 'support.ticket.created', records: [id('77')], items: [expect.stringMatching(/^request-tracker:ticket:/)] },
    { type: 'support.ticket.updated', records: [id('77')], items: [ticket('301')] },
    { type: 'support.user.updated', records: [id('79')], items: [] },
  ]);
  expect(found.more).toBe(false);
  // No name, no address: ids and times alone.
  expect(JSON.stringify(found)).not.toMatch(/@|Braun|Broken/);
  expect(server.calls().filter(({ path }) => path.startsWith('/REST/2.0/transactions'))).toHaveLength(2);
});

it('reads the newest again, as what they were, and never goes back', async () => {
  const first = await read(null);
  await comment('301');
  const once = await read(first.cursor);
  const twice = await read(once.cursor);
  expect(twice.cursor).toBe(once.cursor);
  expect(twice.events.map((one) => one.id)).toContain(once.events.at(-1)?.id);
});

it('of a ticket that is not found any more nobody knows whose it was', async () => {
  const first = await read(null);
  await send('PUT', '/ticket/301', { Status: 'deleted' });
  const { events } = await read(first.cursor);
  expect(events.at(-1)).toMatchObject({ type: 'support.ticket.updated', records: [], items: [ticket('301')] });
});

it('reads on where there is more than a page, and nothing is left out', async () => {
  const first = await read(null);
  for (let n = 0; n < 130; n += 1) await comment(n % 2 === 0 ? '301' : '302');
  const seen = new Set<string>();
  let { cursor } = first;
  for (let more = true, reads = 0; more && reads < 10; reads += 1) {
    const found = await read(cursor);
    found.events.forEach((one) => seen.add(one.id));
    ({ cursor, more } = found);
  }
  expect([...seen].filter((one) => Number(one.split('/').at(-1)) > Number(first.cursor))).toHaveLength(130);
});

it('a cursor of another kind begins with now', async () => {
  expect(await read('{"from":"2026-01-01"}')).toMatchObject({ events: [], more: false });
});
