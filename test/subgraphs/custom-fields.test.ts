// Custom fields of each vendor, on its pretend system: reachable by a path of the raw record, asked for where the vendor answers only
// what it is asked for, and known by name at start.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { RecordSource } from '../../platform/connector';
import { hasField } from '../../platform/domain/custom-fields';
import { valueAt, type JsonValue } from '../../platform/record';
import { startHubspot } from '../../sandbox/vendors/hubspot/server';
import { startKlaviyo } from '../../sandbox/vendors/klaviyo/server';
import { startShopify } from '../../sandbox/vendors/shopify/server';
import { startStripe } from '../../sandbox/vendors/stripe/server';
import { startZendesk } from '../../sandbox/vendors/zendesk/server';
import { stripe } from '../../subgraphs/billing/vendors/stripe';
import { hubspot } from '../../subgraphs/crm/vendors/hubspot';
import { klaviyo } from '../../subgraphs/marketing/vendors/klaviyo';
import { shopify } from '../../subgraphs/sales/vendors/shopify';
import { zendesk } from '../../subgraphs/support/vendors/zendesk';
import { aContact, aUser, smallWorld } from '../sandbox/support/small-world';
import { testCall } from '../support/call';
import { by, valuesOf } from '../support/identifiers';
import { startConnector, type VendorServer } from '../support/vendor-server';
import { ANNA, KEY, world as klaviyoWorld } from './marketing/vendors/klaviyo/klaviyo-world';
import { aShopCustomer, shopWorld } from '../sandbox/support/shop-world';
import { world as stripeWorld } from './billing/vendors/stripe/stripe-world';

type Started = VendorServer & { stop(): Promise<void> };

interface Vendor {
  start(): Promise<Started>;
  connect(url: string, paths: readonly string[]): Promise<RecordSource>;
  record: string;
  /** Paths, and the values that the record has there. */
  values: Record<string, JsonValue>;
  /** What the vendor is asked for its fields. */
  asked: readonly string[];
  /** A path of the same form that no account has; none = any of this form may be there. */
  wrong: string;
}

const port = 0;
const VENDORS: Record<string, Vendor> = {
  hubspot: {
    start() {
      const contacts = [aContact({ id: '501', custom: { loyalty_tier: 'gold', seats: '3' } })];
      return startHubspot({ world: { ...smallWorld(), crm: { ...smallWorld().crm, contacts } }, port, token: 'pat', limits: 'off' });
    },
    connect: (URL, paths) => startConnector(hubspot, { URL, TOKEN: 'pat' }, paths),
    record: 'hubspot:contact:501',
    values: { 'properties.loyalty_tier': 'gold', 'properties.seats': '3' },
    asked: ['/crm/v3/properties/contacts', '/crm/v3/properties/companies'],
    wrong: 'properties.loyalty_teir',
  },
  zendesk: {
    start() {
      const users = [
        aUser({ id: '77', userFields: { tier: 'gold', seats: 3, vip: false } }),
        aUser({ id: '78', userFields: { score: 4.5 } }),
      ];
      return startZendesk({
        world: { ...smallWorld(), helpdesk: { users, tickets: [] } },
        port,
        email: 'a@b.example',
        token: 't',
        limits: 'off',
      });
    },
    connect: (URL, paths) => startConnector(zendesk, { URL, EMAIL: 'a@b.example', TOKEN: 't' }, paths),
    record: 'zendesk:user:77',
    values: { 'user_fields.tier': 'gold', 'user_fields.seats': 3, 'user_fields.vip': false, 'user_fields.score': null },
    asked: ['/api/v2/user_fields'],
    wrong: 'user_fields.teir',
  },
  shopify: {
    start() {
      const customer = aShopCustomer({ id: '501', email: 'anna@example.com', metafields: { 'custom.tier': 'gold', 'app-data.seats': 3 } });
      return startShopify({
        world: { ...shopWorld(), shop: { ...shopWorld().shop, customers: [customer] } },
        port,
        token: 't',
        limits: 'off',
      });
    },
    connect: (URL, paths) => startConnector(shopify, { URL, TOKEN: 't' }, paths),
    record: 'shopify:customer:501',
    values: { 'metafields.custom.tier': 'gold', 'metafields.app-data.seats': 3, 'metafields.custom.unset': null },
    asked: [],
    wrong: 'metafields.tier',
  },
  stripe: {
    start: () => startStripe({ world: stripeWorld, port, token: 'rk', limits: 'off' }),
    connect: (URL, paths) => startConnector(stripe, { URL, KEY: 'rk' }, paths),
    record: 'stripe:customer:cus_anna',
    values: { 'metadata.tier': 'gold', 'metadata.unset': null },
    asked: [],
    wrong: 'metdata.tier',
  },
  klaviyo: {
    start: () => startKlaviyo({ world: klaviyoWorld, port, token: KEY, limits: 'off' }),
    connect: (URL, paths) => startConnector(klaviyo, { URL, KEY }, paths),
    record: `klaviyo:profile:${ANNA}`,
    values: { 'attributes.properties.loyalty_tier': 'gold', 'attributes.properties.unset': null },
    asked: [],
    wrong: 'properties.loyalty_tier',
  },
};

describe.each(Object.entries(VENDORS))('%s', (_name, { start, connect, record, values, asked, wrong }) => {
  let server: Started;
  let connector: RecordSource;
  beforeAll(async () => {
    server = await start();
    connector = await connect(server.url, Object.keys(values));
  });
  afterAll(async () => {
    await connector.close?.();
    await server.stop();
  });
  afterEach(() => server.faults.clear());

  it('answers its custom fields with every record, by whatever it is found', async () => {
    const [[found] = []] = await valuesOf(connector.find([by('id', record)], testCall()));
    const raw = found?.raw ?? null;
    expect(Object.fromEntries(Object.keys(values).map((path) => [path, valueAt(raw, path)]))).toEqual(values);
  });

  it('names the fields there are', async () => {
    server.resetCalls();
    const fields = (await connector.fields?.(testCall())) ?? [];
    expect(server.calls().map(({ path }) => path)).toEqual(asked);
    expect(Object.keys(values).filter((path) => !hasField(fields, path))).toEqual([]);
    expect(hasField(fields, wrong)).toBe(false);
  });

  if (asked.length > 0) {
    it('says what went wrong where it cannot be asked', async () => {
      server.faults.set({ mode: '401' });
      await expect(connector.fields?.(testCall())).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
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
