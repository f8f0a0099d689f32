// Custom fields of each vendor, on its pretend system: reachable by a path of the raw record, asked for where the vendor answers only
// what it is asked for, and known by name at start.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { RecordSource } from '../../platform/connector';
import { hasField } from '../../platform/domain/custom-fields';
import { valueAt } from '../../platform/record';
import { startZendesk } from '../../sandbox/vendors/zendesk/server';
import { hubspot } from '../../subgraphs/crm/vendors/hubspot';
import { zendesk } from '../../subgraphs/support/vendors/zendesk';
import { aUser, smallWorld } from '../sandbox/support/small-world';
import { testCall } from '../support/call';
import { by, valuesOf } from '../support/identifiers';
import { startConnector } from '../support/vendor-server';
import { VENDORS, type Started } from './pretend-vendors';

const port = 0;
/** Of Salesforce. */
const LOG_IN = '/services/oauth2/token';

describe.each(Object.entries(VENDORS))('%s', (_name, { start, connect, record, values, asked, wrong }) => {
  let server: Started;
  let connector: RecordSource;
  beforeAll(async () => {
    server = await start();
    connector = await connect(server, Object.keys(values));
  });
  afterAll(async () => {
    await connector.close?.();
    await server.stop();
  });
  let fresh: RecordSource | undefined;
  afterEach(async () => {
    server.faults.clear();
    await fresh?.close?.();
    fresh = undefined;
  });

  it('answers its custom fields with every record, by whatever it is found', async () => {
    const [[found] = []] = await valuesOf(connector.find([by('id', record)], testCall()));
    const raw = found?.raw ?? null;
    expect(Object.fromEntries(Object.keys(values).map((path) => [path, valueAt(raw, path)]))).toEqual(values);
  });

  it('names the fields there are, which are asked for once', async () => {
    fresh = await connect(server, Object.keys(values));
    const asks = () => server.calls().flatMap(({ path }) => (path === LOG_IN ? [] : [path]));
    server.resetCalls();
    const fields = (await fresh.fields?.(testCall())) ?? [];
    expect(asks().sort()).toEqual(asked);
    expect(Object.keys(values).filter((path) => !hasField(fields, path))).toEqual([]);
    expect(hasField(fields, wrong)).toBe(false);

    server.resetCalls();
    await fresh.find([by('id', record)], testCall());
    expect(asks().filter((path) => asked.includes(path))).toEqual([]);
  });

  if (asked.length > 0) {
    it('says what went wrong where it cannot be asked', async () => {
      server.faults.set({ mode: '401' });
      fresh = await connect(server, Object.keys(values));
      await expect(fresh.fields?.(testCall())).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
    });
  }
});

it('HubSpot is asked for custom properties of companies too, each once, and for nothing that is no property', async () => {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked.push(JSON.parse(Buffer.concat(parts).toString('utf8')));
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ results: [] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo;
  const paths = ['properties.segment_code', 'properties.industry', 'id', 'properties.segment_code'];
  const connector = await startConnector(hubspot, { URL: `http://127.0.0.1:${own}`, TOKEN: 'pat' }, paths);
  try {
    await connector.find([by('id', 'hubspot:company:801')], testCall());
    const [{ properties }] = z.tuple([z.object({ properties: z.array(z.string()) })]).parse(asked);
    expect(properties.filter((name) => ['segment_code', 'industry', 'id'].includes(name))).toEqual(['industry', 'segment_code']);
  } finally {
    await connector.close?.();
    server.close();
  }
});

it('Zendesk’s fields are paged to the end', async () => {
  const userFields = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`field_${index}`, index]));
  const world = { ...smallWorld(), helpdesk: { users: [aUser({ id: '77', userFields })], tickets: [] } };
  const server = await startZendesk({ world, port, email: 'a@b.example', token: 't', limits: 'off' });
  const connector = await startConnector(zendesk, { URL: server.url, EMAIL: 'a@b.example', TOKEN: 't' });
  try {
    const fields = (await connector.fields?.(testCall())) ?? [];
    expect(fields.filter((path) => path.startsWith('user_fields.'))).toHaveLength(101);
    expect(server.calls()).toHaveLength(2);
  } finally {
    await connector.close?.();
    await server.stop();
  }
});
