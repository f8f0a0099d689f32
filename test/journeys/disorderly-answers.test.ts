// Vendors that answer a batch in another order than asked, name a record twice, or leave one out: everybody still gets their own, and who
// was left out is absent and nobody else's. A server before each vendor upsets its answers.
import { request as send } from 'node:http';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { startHttpServer, type HttpServer } from '../support/http-server';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(60_000);

const QUERY = `query ($emails: [String!]!) { customers(emails: $emails) { id displayName records { id }
  crm { records { ref { id } } company { name } opportunities(first: 5) { nodes { name } } } sales { records { ref { id } } }
  billing { records { ref { id } } } marketing { records { ref { id } } } support { records { ref { id } } } } }`;
const PEOPLE = 40;
/** Deals and companies have ids of their own, which may be the same. */
const Contact = z.object({ id: z.string(), properties: z.object({ email: z.string().nullable() }) });

interface Answer {
  customers: ({ id: string; displayName: string; records: { id: string }[]; crm: { opportunities: { nodes: unknown[] } } | null } | null)[];
}

/** Where records of many keys come back together, in each vendor's own form. */
const BATCHES =
  /objects\/[^/]+\/batch\/read|associations\/[^/]+\/[^/]+\/batch\/read|contacts\/search|users\/(search|show_many)|api\/profiles|customers\/search|graphql/;
const LISTS = ['results', 'users', 'data', 'nodes'];

let sandbox: Sandbox;
let before: HttpServer[] = [];
let straight: Graph;
let upset: Graph;
let upsetBatches = 0;
/** The HubSpot id that is left out of every answer. */
let leftOut: string | null = null;

beforeAll(async () => {
  sandbox = await startSandbox({ people: 200, postgres: false, limits: 'off' });
  const env = { ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', CACHE_MODE: 'off' };
  const moved: Record<string, string> = {};
  for (const vendor of ['HUBSPOT', 'ZENDESK', 'STRIPE', 'KLAVIYO', 'SHOPIFY']) {
    const url = sandbox.env[`${vendor}_URL`] ?? '';
    const server = await startUpsetting(url);
    before.push(server);
    moved[`${vendor}_URL`] = url.replace(new URL(url).origin, server.url);
  }
  [straight, upset] = [await startGraph(env, 'in process'), await startGraph({ ...env, ...moved }, 'in process')];
});
afterAll(async () => {
  await Promise.all([straight.close(), upset.close()]);
  await Promise.all(before.map((server) => server.stop()));
  before = [];
  await sandbox.stop();
});
beforeEach(() => {
  leftOut = null;
  upsetBatches = 0;
});

async function startUpsetting(url: string): Promise<HttpServer> {
  const { hostname, port } = new URL(url);
  return startHttpServer((request, response) => {
    const { method, url: path = '/', headers } = request;
    const passed = send({ hostname, port, method, path, headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        const text = Buffer.concat(pieces).toString();
        const body = BATCHES.test(path) && answer.statusCode === 200 ? JSON.stringify(disordered(JSON.parse(text))) : text;
        const { 'content-length': _, 'transfer-encoding': __, ...kept } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, { ...kept, 'content-length': Buffer.byteLength(body) }).end(body);
      });
    });
    request.pipe(passed);
  });
}

/** The first list of records inside is turned round, and its first record named twice. */
function disordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (!Array.isArray(inner) || !LISTS.includes(key))
        return [key, LISTS.includes(key) || key === 'customers' ? disordered(inner) : inner];
      const list: unknown[] = inner.filter((one: unknown) => !isLeftOut(one)).reverse();
      if (list.length > 1) upsetBatches += 1;
      return [key, [...list, ...list.slice(0, 1)]];
    }),
  );
}

function isLeftOut(one: unknown): boolean {
  return Contact.safeParse(one).data?.id === leftOut;
}

function emailsOf(): string[] {
  return sandbox.world.crm.contacts.flatMap(({ email, archived }) => (email === null || archived ? [] : [email])).slice(10, 10 + PEOPLE);
}

it('in another order, and twice: everybody gets what is theirs', async () => {
  const emails = emailsOf();
  const [right, given] = [await straight.ask<Answer>(QUERY, { emails }), await upset.ask<Answer>(QUERY, { emails })];
  expect(upsetBatches).toBeGreaterThan(5);
  expect(right.data.customers.filter((customer) => customer !== null).length).toBeGreaterThan(PEOPLE / 2);
  expect(right.data.customers.filter((customer) => customer?.crm?.opportunities.nodes.length).length).toBeGreaterThan(5);
  expect(given).toMatchObject({ data: right.data });
  expect(given.errors).toEqual(right.errors);
});

it('without one of them: that record is absent, and everybody else as before', async () => {
  const emails = emailsOf();
  const { data: right } = await straight.ask<Answer>(QUERY, { emails });
  const index = right.customers.findIndex((customer) => customer?.id.startsWith('hubspot:contact:') === true);
  const id = right.customers[index]?.id ?? '';
  leftOut = id.replace('hubspot:contact:', '');
  const { data: given } = await upset.ask<Answer>(QUERY, { emails });
  expect(upsetBatches).toBeGreaterThan(5);
  expect(JSON.stringify(given.customers)).not.toContain(`"${id}"`);
  expect(given.customers.filter((_, place) => place !== index)).toEqual(right.customers.filter((_, place) => place !== index));
});
