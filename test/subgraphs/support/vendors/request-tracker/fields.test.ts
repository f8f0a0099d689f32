// Custom fields of Request Tracker: those of the house as far as the account may see them, and fields of RT's that are asked for by name.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hasField } from '../../../../../platform/domain/custom-fields';
import type { Rights } from '../../../../../sandbox/vendors/request-tracker/rights';
import { startRequestTracker } from '../../../../../sandbox/vendors/request-tracker/server';
import { requestTracker } from '../../../../../subgraphs/support/vendors/request-tracker';
import { userFieldsFor } from '../../../../../subgraphs/support/vendors/request-tracker/fields';
import { smallWorld } from '../../../../sandbox/support/small-world';
import { aTrackerUser } from '../../../../sandbox/support/tracker-records';
import { testCall } from '../../../../support/call';
import { by, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { TOKEN, world } from './tracker-world';

async function fieldsSeen(rights: Partial<Omit<Rights, 'self'>>, customFields: Record<string, string[]>) {
  const users = [...world.requestTracker.users, aTrackerUser({ id: '201', customFields })];
  const server = await startRequestTracker({
    ...{ world: { ...smallWorld(), requestTracker: { users, tickets: [] } }, port: 0, token: TOKEN, rights },
  });
  const connector = await startConnector(requestTracker, { URL: server.url, TOKEN });
  try {
    return { fields: (await connector.fields?.(testCall())) ?? [], calls: server.calls().length };
  } finally {
    await connector.close?.();
    await server.stop();
  }
}

it('are the house’s own by their names, all pages of them, and RT’s', async () => {
  const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`Field ${index}`, ['x']]));
  const { fields, calls } = await fieldsSeen({}, many);
  expect(
    ['CustomFields.CRM Id', 'CustomFields.Field 0', 'CustomFields.Field 119', 'Organization', 'Comments'].filter(
      (path) => !hasField(fields, path),
    ),
  ).toEqual([]);
  expect(['CustomFields', 'CustomFields.Field', 'Password'].filter((path) => hasField(fields, path))).toEqual([]);
  expect(calls).toBe(2);
});

it('are none of the house’s for an account that may see none, as records show none then', async () => {
  const { fields } = await fieldsSeen({ seeCustomFields: false }, { Tier: ['gold'] });
  expect(fields.filter((path) => path.startsWith('CustomFields'))).toEqual([]);
  expect(fields).toContain('Organization');
});

it('are asked for beside ours where they are RT’s own, each once', () => {
  const ours = userFieldsFor([]).split(',');
  expect(userFieldsFor(['Comments', 'Comments', 'Organization', 'CustomFields.Tier', 'Nothing']).split(',')).toEqual([...ours, 'Comments']);
  expect(ours).toContain('CustomFields');
});

describe('on their way', () => {
  const names = { Name: 'anna', RealName: 'Anna', EmailAddress: 'anna@example.com', Organization: 'Anna AG' };
  const user = { id: 77, ...names, Comments: 'Owes us a cake', Gecos: '', CustomFields: '' };
  const page = { count: 1, page: 1, per_page: 100, total: 1, pages: 1 };

  it('stand in every request for users, and in the raw record', async () => {
    const asked: (string | null)[] = [];
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://rt');
      const [of, items] = pathname.endsWith('/groups')
        ? ['fields[Instance]', [{ type: 'group', id: '78', Instance: user }]]
        : pathname.endsWith('/tickets')
          ? ['fields[Requestor]', []]
          : ['fields', [{ type: 'user', ...user }]];
      asked.push(searchParams.get(of));
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...page, items }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const connector = await startConnector(requestTracker, { URL: `http://127.0.0.1:${port}`, TOKEN }, ['Comments', 'Gecos']);
    try {
      const [[byId] = []] = await valuesOf(connector.find([by('id', 'request-tracker:user:77')], testCall()));
      await connector.search?.({ text: 'anna' }, 5, testCall());
      await connector.openTickets({ priorities: [] }, 5, testCall());
      expect(byId?.raw).toEqual({ id: 77, ...names, Comments: 'Owes us a cake', CustomFields: {} });
      expect(new Set(asked)).toEqual(new Set([`${userFieldsFor([])},Comments,Gecos`]));
      expect(asked.length).toBeGreaterThan(4);
    } finally {
      await connector.close?.();
      server.close().closeAllConnections();
    }
  });
});
