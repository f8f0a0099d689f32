// Every vendor's webhooks: what its pretend system signs, from the vendor's documentation, is proven by the table that its connector
// declares, and by nothing less; and the hints in it are ids alone.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Change } from '../../sandbox/changes';
import type { Telling } from '../../sandbox/http/control';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { houseWebhook } from '../../platform/sql/webhook';
import type { VendorEvent, WebhookDeclaration } from '../../platform/webhooks/declaration';
import type { WebhookRequest } from '../../platform/webhooks/message';
import { createWebhookVerifier, WINDOW_MS } from '../../platform/webhooks/verify';
import { webhook as stripe } from '../../subgraphs/billing/vendors/stripe/webhook';
import { webhook as hubspot } from '../../subgraphs/crm/vendors/hubspot/webhook';
import { webhook as klaviyo } from '../../subgraphs/marketing/vendors/klaviyo/webhook';
import { webhook as mailchimp } from '../../subgraphs/marketing/vendors/mailchimp/webhook';
import { webhook as shopify } from '../../subgraphs/sales/vendors/shopify/webhook';
import { webhook as intercom } from '../../subgraphs/support/vendors/intercom/webhook';
import { webhook as zendesk } from '../../subgraphs/support/vendors/zendesk/webhook';

let sandbox: Sandbox;
let url: string;
const received: WebhookRequest[] = [];
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    received.push({
      method: request.method ?? '',
      url: `${new URL(url).origin}${request.url ?? ''}`,
      headers,
      body: Buffer.concat(chunks),
    });
    response.end();
  });
});

beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: false, limits: 'off' });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/it`;
});
afterAll(async () => {
  await sandbox?.stop();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

interface Vendor {
  declaration: WebhookDeclaration;
  vendor(): Telling;
  change(): Change;
  /** Without `id`, which is checked apart. */
  events(id: string): Omit<VendorEvent, 'id' | 'at'>[];
  /** A time is signed. */
  dated: boolean;
}

const one = <T>(list: readonly T[]): T => {
  const [first] = list;
  if (first === undefined) throw new Error('an empty world');
  return first;
};

const VENDORS: Record<string, Vendor> = {
  hubspot: {
    ...{
      declaration: hubspot,
      dated: true,
      vendor: () => sandbox.hubspot,
      change: () => ({ type: 'contact', id: '501', what: 'updated' }),
    },
    events: (id) => [{ type: 'crm.contact.updated', records: [`it:contact:${id}`], items: [] }],
  },
  stripe: {
    ...{ declaration: stripe, dated: true, vendor: () => sandbox.stripe },
    change: () => ({ type: 'customer', id: one(sandbox.world.payments.customers).id, what: 'created' }),
    events: (id) => [{ type: 'billing.customer.created', records: [`it:customer:${id}`], items: [] }],
  },
  shopify: {
    ...{ declaration: shopify, dated: false, vendor: () => sandbox.shopify },
    change: () => ({ type: 'order', id: one(sandbox.world.shop.orders).id, what: 'updated' }),
    events: (id) => [
      { type: 'sales.order.updated', records: [`it:customer:${one(sandbox.world.shop.orders).customerId}`], items: [`it:order:${id}`] },
    ],
  },
  zendesk: {
    ...{ declaration: zendesk, dated: true, vendor: () => sandbox.zendesk },
    change: () => ({ type: 'ticket', id: one(sandbox.world.helpdesk.tickets).id, what: 'updated' }),
    events: (id) => [
      {
        ...{ type: 'support.ticket.updated', items: [`it:ticket:${id}`] },
        records: [`it:user:${one(sandbox.world.helpdesk.tickets).requesterId}`],
      },
    ],
  },
  intercom: {
    ...{ declaration: intercom, dated: false, vendor: () => sandbox.intercom },
    change: () => ({ type: 'conversation', id: one(sandbox.world.intercom.conversations).id, what: 'updated' }),
    events: (id) => [
      {
        ...{ type: 'support.ticket.updated', items: [`it:conversation:${id}`] },
        records: one(sandbox.world.intercom.conversations).contactIds.map((contact) => `it:contact:${contact}`),
      },
    ],
  },
  klaviyo: {
    ...{ declaration: klaviyo, dated: true, vendor: () => sandbox.klaviyo },
    change: () => ({ type: 'consent', id: one(sandbox.world.marketing.profiles).id, what: 'updated' }),
    events: (id) => [{ type: 'marketing.consent.updated', records: [`it:profile:${id}`], items: [] }],
  },
};

/** What the pretend system really sends of it. */
async function sent({ vendor, change }: Pick<Vendor, 'vendor' | 'change'>): Promise<WebhookRequest> {
  const { changes, webhooks } = vendor();
  received.length = 0;
  webhooks.order({ url });
  changes.tell(change());
  await webhooks.settled();
  return one(received);
}

const verifier = (declaration: WebhookDeclaration, secrets: string[], now?: number) =>
  createWebhookVerifier(Object.values(declaration.schemes).slice(0, 1), () => secrets, now === undefined ? undefined : () => now);
const altered = (body: Buffer): Buffer => Buffer.from(body.toString('latin1').replace(/[a-z](?=[^a-z]*$)/, 'X'), 'latin1');

describe.each(Object.entries(VENDORS))('a webhook of %s', (_, vendor) => {
  const { declaration, dated } = vendor;

  it('is proven by its secret, also while it is changed, and by no other', async () => {
    const request = await sent(vendor);
    const { secret } = vendor.vendor().webhooks;
    expect(verifier(declaration, [secret])(request)).toBeNull();
    expect(verifier(declaration, ['a new secret', secret])(request)).toBeNull();
    expect(verifier(declaration, [secret, 'an old secret'])(request)).toBeNull();
    expect(verifier(declaration, ['a new secret'])(request)).toBe('not signed with our secret, or altered');
  });

  it('is refused with a byte changed, written anew, without its header, and late', async () => {
    const request = await sent(vendor);
    const verify = verifier(declaration, [vendor.vendor().webhooks.secret]);
    expect(verify({ ...request, body: altered(request.body) })).toBe('not signed with our secret, or altered');
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(request.body.toString()), null, 1));
    expect(verify({ ...request, body: rewritten })).toBe('not signed with our secret, or altered');
    expect(verify({ ...request, headers: {} })).toBe('not signed');
    for (const shift of [WINDOW_MS + 5_000, -WINDOW_MS - 5_000]) {
      const late = verifier(declaration, [vendor.vendor().webhooks.secret], Date.now() + shift);
      expect(late(request)).toBe(dated ? 'signed at another time' : null);
    }
  });

  it('holds ids alone, and the same id whenever it is sent', async () => {
    const request = await sent(vendor);
    const read = declaration.read(request, 'it');
    expect(read.map(({ type, records, items }) => ({ type, records, items }))).toEqual(vendor.events(vendor.change().id));
    expect(declaration.read(request, 'it').map(({ id }) => id)).toEqual(read.map(({ id }) => id));
    for (const { id, at } of read) {
      expect(id).toMatch(/^[\w./-]{8,}$/);
      expect(Math.abs(Date.parse(at ?? '') - Date.now())).toBeLessThan(60_000);
    }
    expect(JSON.stringify(read)).not.toContain('@');
  });

  it('that is no such thing is not taken for one', () => {
    const nonsense = { method: 'POST', url, headers: { 'x-shopify-topic': 'customers/update' }, body: Buffer.from('{"type":7}') };
    expect(() => declaration.read(nonsense, 'it')).toThrow();
  });
});

describe('HubSpot', () => {
  it('has its own published example of the older proof, which counts by choice alone', () => {
    // https://developers.hubspot.com/docs/faq/v1-request-validation
    const secret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
    const body = Buffer.from(
      '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]',
    );
    const headers = { 'x-hubspot-signature': '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de' };
    const request = { method: 'POST', url, headers, body };
    expect(createWebhookVerifier([hubspot.schemes['v1'] ?? fail()], () => [secret])(request)).toBeNull();
    expect(verifier(hubspot, [secret])(request)).toBe('not signed');
    expect(hubspot.read(request, 'it')).toEqual([
      {
        id: '1/12345/123/1564113600000',
        type: 'crm.contact.created',
        at: '2019-07-26T04:00:00.000Z',
        records: ['it:contact:123'],
        items: [],
      },
    ]);
  });

  it('signs the address as people write it', () => {
    const now = Date.now();
    const body = Buffer.from('[]');
    const address = 'https://hooks.example.com/webhooks/hubspot?to=a:b/c';
    const signature = createHmac('sha256', 's').update(`POST${address}[]${now}`).digest('base64');
    const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(now) };
    const verify = verifier(hubspot, ['s']);
    expect(verify({ method: 'POST', url: address.replace('a:b/c', 'a%3Ab%2Fc'), headers, body })).toBeNull();
    expect(verify({ method: 'POST', url: address.replace('a:b', 'a:d'), headers, body })).toBe('not signed with our secret, or altered');
  });

  it('says of a merge, and of what belongs together, each record that it names', () => {
    const event = { eventId: 1, subscriptionId: 2, occurredAt: 1_564_113_600_000 };
    const read = (more: object) =>
      hubspot.read({ method: 'POST', url, headers: {}, body: Buffer.from(JSON.stringify([{ ...event, ...more }])) }, 'it')[0];
    expect(read({ subscriptionType: 'contact.merge', primaryObjectId: 1, mergedObjectIds: [2, 3], newObjectId: 4 })?.records).toEqual(
      [1, 4, 2, 3].map((id) => `it:contact:${id}`),
    );
    const association = {
      subscriptionType: 'deal.associationChange',
      associationType: 'DEAL_TO_CONTACT',
      fromObjectId: 7,
      toObjectId: 501,
    };
    expect(read(association)).toMatchObject({ records: ['it:contact:501'], items: ['it:deal:7'], type: 'crm.deal.updated' });
    expect(read({ subscriptionType: 'object.propertyChange', objectTypeId: '0-3', objectId: 7 })).toMatchObject({
      ...{ records: [], items: ['it:deal:7'], subjects: ['7'] },
    });
    expect(read({ subscriptionType: 'product.creation', objectId: 7 })).toBeUndefined();
  });
});

describe('Mailchimp', () => {
  it('is proven by the secret in its address, and names nobody by their address', async () => {
    const member = one(sandbox.world.mailchimp.members);
    const request = await sent({
      vendor: () => sandbox.mailchimp,
      change: () => ({ type: 'member', id: member.contactId, what: 'deleted' }),
    });
    const { secret } = sandbox.mailchimp.webhooks;
    const verify = verifier(mailchimp, ['another', secret]);
    expect(verify(request)).toBeNull();
    expect(verify({ ...request, url })).toBe('not signed');
    expect(verify({ ...request, url: `${url}?secret=${secret}x` })).toBe('not signed with our secret, or altered');
    const [event] = mailchimp.read(request, 'it');
    const subjects = [expect.stringMatching(new RegExp(`^${member.audienceId}/[0-9a-f]{32}$`))];
    expect(event).toMatchObject({ id: null, type: 'marketing.consent.updated', records: [], subjects });
    expect(JSON.stringify(event)).not.toContain('@');
  });
});

describe('an in-house system', () => {
  // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = '{"type":"invoice.updated","timestamp":"2026-11-26T10:00:00Z","data":{"id":7,"customer":"100008"}}';

  it('is taken as the library of the specification signs it', () => {
    const at = new Date();
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)) };
    const signed = new Webhook(secret).sign('msg_1', at, body);
    const request = { method: 'POST', url, headers: { ...headers, 'webhook-signature': `v1,bm9uZQ== ${signed}` }, body: Buffer.from(body) };
    expect(verifier(houseWebhook, [secret])(request)).toBeNull();
    expect(verifier(houseWebhook, [`${secret.slice(0, -1)}x`])(request)).not.toBeNull();
    expect(houseWebhook.read(request, 'sql')).toEqual([
      {
        ...{ id: 'msg_1', type: 'billing.invoice.updated', at: '2026-11-26T10:00:00.000Z' },
        ...{ records: ['sql:customer:100008'], items: ['sql:invoice:7'] },
      },
    ]);
  });

  it('has the example of the specification', () => {
    const request = {
      ...{ method: 'POST', url, body: Buffer.from('{"test": 2432232314}') },
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
    };
    expect(verifier(houseWebhook, [secret], 1_614_265_330_000)(request)).toBeNull();
    expect(verifier(houseWebhook, [secret])(request)).toBe('signed at another time');
  });
});

it('whose secret cannot be one is told at the start', () => {
  expect(stripe.secretFault?.('sk_live_1')).toContain('whsec_');
  expect(houseWebhook.secretFault?.('whsec_short')).toContain('24 random bytes');
  expect(mailchimp.secretFault?.('a b')).toContain('16 letters');
  expect(klaviyo.secretFault?.('short')).toContain('16 characters');
  expect([stripe, houseWebhook].map((one_) => one_.secretFault?.('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'))).toEqual([null, null]);
});

function fail(): never {
  throw new Error('there is no such scheme');
}
