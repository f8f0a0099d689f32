// What is special about Request Tracker: rights that narrow what it answers without a word, brackets, requests, settings.
import type { Identifier } from '../../../../../platform/connector';
import type { RunningVendor } from '../../../../../sandbox/http/server';
import type { Rights } from '../../../../../sandbox/vendors/request-tracker/rights';
import { startRequestTracker } from '../../../../../sandbox/vendors/request-tracker/server';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { requestTracker } from '../../../../../subgraphs/support/vendors/request-tracker';
import { settings } from '../../../../../subgraphs/support/vendors/request-tracker/settings';
import { testCall } from '../../../../support/call';
import { by, many, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { BUSY, id, ticket, TOKEN, world } from './tracker-world';

const running: RunningVendor[] = [];
afterAll(() => Promise.all(running.map((server) => server.stop())));

async function start(
  rights: Partial<Omit<Rights, 'self'>> = {},
  more: Record<string, string> = {},
): Promise<[SupportConnector, RunningVendor]> {
  const server = await startRequestTracker({ world, port: 0, token: TOKEN, rights });
  running.push(server);
  return [await startConnector(requestTracker, { URL: server.url, TOKEN, EXTERNAL_ID: 'hubspot:contact=CRM Id', ...more }), server];
}

async function idsFound(connector: SupportConnector, identifiers: readonly Identifier[]): Promise<string[][]> {
  return (await valuesOf(connector.find(identifiers, testCall()))).map((records) => records.map((record) => record.id));
}

const paths = (server: RunningVendor) => server.calls().map(({ method, path }) => `${method} ${path.replace('/REST/2.0', '')}`);

describe('an account that may see no groups', () => {
  it('finds users by their ids one by one, and then by their names', async () => {
    const [connector, server] = await start({ seeGroups: false });
    expect(await idsFound(connector, [by('id', id('77')), by('id', id('999')), by('id', id('88'))])).toEqual([[id('77')], [], [id('88')]]);
    expect(paths(server)).toEqual(['POST /groups', 'GET /user/77', 'GET /user/999', 'GET /user/88', 'POST /users']);
    await connector.close?.();
  });

  it('finds the very same records', async () => {
    const [[narrow], [full]] = await Promise.all([start({ seeGroups: false }), start()]);
    const asked = ['77', '79', '81', '88'].map((user) => by('id', id(user)));
    const found = async (connector: SupportConnector) =>
      (await valuesOf(connector.find(asked, testCall()))).flat().map((record) => ({ ...record, url: null }));
    expect(await found(narrow)).toEqual(await found(full));
    await Promise.all([narrow.close?.(), full.close?.()]);
  });
});

describe('an account that may see little of users', () => {
  const few = { adminUsers: false, seeCustomFields: false };

  it('finds them by address, without numbers and dates', async () => {
    const [connector] = await start(few);
    const [[record] = []] = await valuesOf(connector.find([by('email', 'anna.muster@example.com')], testCall()));
    expect(record).toMatchObject({ id: id('77'), phones: [], externalIds: [], createdAt: null });
    await connector.close?.();
  });

  // RT drops the condition and answers with everybody: an empty answer, or everybody's record, would be a lie.
  it('is told that it may not look up by a custom field', async () => {
    const [connector, server] = await start(few);
    await expect(connector.find([by('externalId', 'hubspot:contact:501')], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
    expect(paths(server)).toEqual(['POST /users', 'POST /users']);
    await expect(connector.find([by('externalId', 'hubspot:contact:502')], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
    expect(server.calls()).toHaveLength(3);
    await connector.close?.();
  });

  it('searches by names and addresses alone', async () => {
    const [connector] = await start(few);
    const found = async (text: string) => (await connector.search?.({ text }, 10, testCall()))?.records.map(({ record }) => record.id);
    expect(await found('muster')).toEqual([id('77')]);
    expect(await found('acme')).toEqual([]);
    await connector.close?.();
  });
});

describe('a search', () => {
  it('finds words in one field each, whatever their case, and the organisation', async () => {
    const [connector] = await start();
    const found = async (text: string) => (await connector.search?.({ text }, 10, testCall()))?.records.map(({ record }) => record.id);
    expect(await found('MUSTER anna')).toEqual([id('77')]);
    expect(await found('acme')).toEqual([id('77')]);
    expect(await found('bert@')).toEqual([id('79')]);
    expect(await found('anna_muster')).toEqual([]);
    expect(await found('anna%muster')).toEqual([id('77')]);
    await connector.close?.();
  });
});

describe('tickets', () => {
  it('are asked for in brackets, forty requestors at once', async () => {
    const [connector, server] = await start();
    await connector.tickets(
      many(41, (index) => by('id', id(String(100 + index)))).map(({ value }) => value),
      testCall(),
    );
    const queries = server.calls().map(({ query }) => new URLSearchParams(query).get('query') ?? '');
    expect(queries.map((query) => query.split(' OR ').length)).toEqual([40, 1]);
    for (const query of queries) expect(query).toMatch(/^\(Requestor\.id SHALLOW = .*\)$/);
    // A proxy takes 2,000 characters.
    expect(Math.max(...server.calls().map(({ query }) => query.length))).toBeLessThan(2_000);
    await connector.close?.();
  });

  it('of somebody busy are read to the end, newest first', async () => {
    const [connector, server] = await start();
    const [tickets = []] = await valuesOf(connector.tickets([id(BUSY)], testCall()));
    expect(tickets.map(({ number }) => number)).toEqual(Array.from({ length: 250 }, (_, index) => String(1_249 - index)));
    expect(server.calls()).toHaveLength(3);
    await connector.close?.();
  });
});

describe('comments', () => {
  it('of many tickets cost one round', async () => {
    const [connector, server] = await start({ superUser: true });
    await connector.comments([ticket('301'), ticket('303'), ticket('302')], testCall());
    expect(paths(server)).toEqual(['GET /tickets', 'POST /transactions', 'POST /attachments']);
    await connector.close?.();
  });

  it('cost one request more where RT does not count them', async () => {
    const [connector, server] = await start();
    await connector.comments([ticket('301')], testCall());
    expect(paths(server)).toEqual(['GET /tickets', 'POST /transactions', 'POST /transactions', 'POST /attachments']);
    await connector.close?.();
  });

  it('of the staff are left out for accounts that may not see them', async () => {
    const [connector] = await start({ showTicketComments: false });
    const [comments = []] = await valuesOf(connector.comments([ticket('301')], testCall()));
    expect(comments.map(({ body }) => body)).toEqual(['It does not work — ümlaut', 'Have you tried?']);
    await connector.close?.();
  });
});

describe('settings', () => {
  const faults = (given: Record<string, string>) =>
    settings.safeParse(given).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

  it('need a token, or a user and a password', () => {
    expect(faults({ URL: 'https://rt.example.com', TOKEN: '1-2-3' })).toEqual([]);
    expect(faults({ URL: 'https://rt.example.com', USER: 'graph', PASSWORD: 'x' })).toEqual([]);
    expect(faults({ URL: 'https://rt.example.com', USER: 'graph' })).toEqual(['PASSWORD is required where TOKEN is not set']);
  });

  it('tell every fault at once', () => {
    const given = { URL: 'rt.example.com', TOKEN: '', EXTERNAL_ID: 'CRM Id', PRIORITIES: 'much', USER: 'a:b' };
    expect(faults(given).map((fault) => fault.split(' ')[0])).toEqual(['URL', 'TOKEN', 'USER', 'EXTERNAL_ID', 'PRIORITIES']);
    expect(faults({}).map((fault) => fault.split(' ')[0])).toEqual(['URL', 'USER', 'PASSWORD']);
  });

  it('log in by a password where there is no token', async () => {
    const [, server] = await start();
    const connector = await startConnector(requestTracker, {
      URL: `${server.url}/`,
      USER: 'customer-graph',
      PASSWORD: 'sandbox-rt-password',
    });
    expect(await idsFound(connector, [by('email', 'bert@example.com')])).toEqual([[id('79')]]);
    await connector.close?.();
  });
});
