// What Salesforce is found to have changed, on the pretend Salesforce: new, changed and deleted records, each told once it is there.
import { z } from 'zod';
import { aDeal, aForceContact, ACME, ANNA, BERT, LENA, salesforceWorld, sf } from '../../../../sandbox/support/salesforce-world';
import { startSalesforce, type RunningSalesforce } from '../../../../../sandbox/vendors/salesforce/server';
import type { Changes } from '../../../../../platform/polls/declaration';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { ask } from '../../../../sandbox/support/ask';
import { testCall } from '../../../../support/call';
import { account, connectTo, contact, lead } from './salesforce-source';

let server: RunningSalesforce;
let connector: CrmConnector;
afterEach(async () => {
  await connector.close?.();
  await server.stop();
});

async function start(parts: Parameters<typeof salesforceWorld>[0] = {}): Promise<string> {
  server = await startSalesforce({ world: salesforceWorld(parts), port: 0, limits: 'off' });
  connector = await connectTo(server);
  const first = await read(null);
  expect(first).toMatchObject({ events: [], more: false });
  return first.cursor;
}
function read(cursor: string | null): Promise<Changes> {
  if (connector.changes === undefined) throw new Error('it cannot tell');
  return connector.changes(cursor, testCall());
}
const told = ({ events }: Changes) =>
  events.map(({ type, records, items = [] }) => ({ type, records, ...(items.length === 0 ? {} : { items }) }));
const fromOf = ({ cursor }: Changes) => z.object({ from: z.string() }).parse(JSON.parse(cursor)).from;
const inOrder = (events: ReturnType<typeof told>) => events.toSorted((a, b) => String(a.records).localeCompare(String(b.records)));
const change = (fields: object) => ask(`${server.url}/__sandbox/people`, { body: fields });
const since = (at: string) => JSON.stringify({ from: at, upTo: {} });

it('is told of people who were changed, deleted and merged since it was asked last, and of nobody else', async () => {
  const cursor = await start();
  await change({ id: ANNA, title: 'CTO' });
  await change({ id: sf('Contact', 511), deleted: true });
  server.mergeContacts(ANNA, BERT);
  server.convertLead(LENA, ANNA);
  const found = await read(cursor);
  expect(found.more).toBe(false);
  // In the order of their seconds.
  expect(inOrder(told(found))).toEqual([
    { type: 'crm.contact.updated', records: [contact(ANNA)] },
    { type: 'crm.contact.deleted', records: [contact(BERT)] },
    { type: 'crm.contact.deleted', records: [contact(sf('Contact', 511))] },
    { type: 'crm.contact.updated', records: [lead(LENA)] },
  ]);
  // No name, no address: ids and times alone.
  expect(JSON.stringify(found)).not.toMatch(/@|Muster/);
});

it('is told of a new record as new, also where it was changed since', async () => {
  const cursor = await start();
  await change({ id: sf('Contact', 9_000), lastName: 'Neu' });
  await change({ id: sf('Contact', 9_001), lastName: 'Neu', createdAt: new Date(Date.now() - 5_000).toISOString() });
  const found = await read(cursor);
  expect(told(found)).toEqual([
    { type: 'crm.contact.created', records: [contact(sf('Contact', 9_000))] },
    { type: 'crm.contact.created', records: [contact(sf('Contact', 9_001))] },
    { type: 'crm.contact.updated', records: [contact(sf('Contact', 9_001))] },
  ]);
});

it('reads the newest minute again, and says the same of the same change', async () => {
  const cursor = await start();
  await change({ id: ANNA, title: 'CTO' });
  const first = await read(cursor);
  const second = await read(first.cursor);
  expect(second.events).toEqual(first.events);
  expect(new Set(first.events.map(({ id }) => id)).size).toBe(first.events.length);
  expect(Date.parse(fromOf(first))).toBeLessThan(Date.now() - 55_000);
});

it('tells of a deal whose it is, and of none that is nobody’s', async () => {
  await start({
    contacts: [],
    leads: [],
    accounts: [],
    opportunities: [
      aDeal(1, [ANNA, BERT], { accountId: ACME, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-03-01T10:00:00.000Z' }),
      aDeal(2, [], { updatedAt: '2026-03-01T10:00:00.000Z' }),
    ],
  });
  expect(told(await read(since('2026-02-01T00:00:00.000Z')))).toEqual([
    {
      type: 'crm.deal.updated',
      records: [contact(ANNA), contact(BERT), account(ACME)],
      items: [`salesforce:opportunity:${sf('Opportunity', 1)}`],
    },
  ]);
});

it('reads on where many were changed in one second, each once, one request for two hundred', async () => {
  const updatedAt = '2026-06-01T10:00:00.000Z';
  await start({ contacts: Array.from({ length: 450 }, (_, n) => aForceContact(20_000 + n, { updatedAt })) });
  server.resetCalls();
  const records: string[] = [];
  let found: Changes = { events: [], cursor: since('2026-05-30T00:00:00.000Z'), more: true };
  while (found.more) {
    found = await read(found.cursor);
    records.push(...found.events.flatMap((event) => event.records));
  }
  expect(records).toHaveLength(450);
  expect(new Set(records).size).toBe(450);
  expect(server.calls()).toHaveLength(3);
});

it('begins anew where the cursor is not its own, and fails as every read does', async () => {
  await start();
  expect(await read('yesterday')).toMatchObject({ events: [], more: false });
  server.faults.set({ mode: '503' });
  await expect(read(since('2026-05-30T00:00:00.000Z'))).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});
