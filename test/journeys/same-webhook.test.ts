// One webhook, sent fifty times at once to three gateways of their own, on one PostgreSQL and one Redis: one hint, one run, one effect. What
// fails before it is kept, even in the very commit, is taken when the vendor sends it again. (process-integration, check 9)
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { createStateDatabase, externalServer, type StateDatabase } from '../../platform/state/database';
import { ask } from '../support/ask';
import { SANDBOX_SOURCES } from '../support/graph';
import { keepHintLog, type HintLog } from '../support/hint-log';
import { startHttpServer, type HttpServer } from '../support/http-server';
import { readMetrics } from '../support/metrics';
import { startGatewayProgram, type Program } from '../support/program';
import { startRedis, type RedisServer } from '../support/redis-server';
import { until } from '../support/until';

jest.setTimeout(90_000);

const TIMES = 50;
const PROCESSES = 3;
const WORKFLOW = 'urgent-ticket-with-open-deal';

/** As the pretend system has signed it. */
interface Webhook {
  headers: Record<string, string>;
  body: string;
}

/** Whose ticket is urgent, and who has an open deal. */
interface Case {
  customer: string;
  ticket: string;
}

let sandbox: Sandbox;
let database: RunningPostgres;
let redis: RedisServer;
let state: StateDatabase;
let log: HintLog;
let letterbox: HttpServer;
let gateways: { url: string; program: Program }[] = [];
let cases: Case[];

beforeAll(async () => {
  [sandbox, database, redis, letterbox] = await Promise.all([
    startSandbox({ people: 400, postgres: false, limits: 'off' }),
    startPostgres(),
    startRedis(),
    startHttpServer(),
  ]);
  const env = {
    ...{ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', ZENDESK_WEBHOOK_SECRET: sandbox.zendesk.webhooks.secret },
    ...{ CACHE_MODE: 'full', PROCESSES: 'on', DATABASE_URL: database.url, BREAKERS: 'off', AUDIT: 'off' },
    ...{ PROCESS_KEYS: `p:${Buffer.alloc(32, 9).toString('base64')}` },
    ...{ REDIS_URL: redis.url, CACHE_KEYS: `a:${Buffer.alloc(32, 7).toString('base64')}` },
  };
  gateways = await Promise.all(Array.from({ length: PROCESSES }, () => startGatewayProgram(env)));
  state = createStateDatabase(externalServer(database.url));
  log = await keepHintLog(state);
  for (const { url } of gateways)
    await until(async () => (await ask(url, { query: '{ processes { name } }' })).errors === undefined, 30_000);
  cases = await findCases();
});

afterAll(async () => {
  await Promise.all(gateways.map(({ program }) => program.stop()));
  await state?.close();
  await Promise.all([sandbox?.stop(), database?.stop(), redis?.stop(), letterbox?.stop()]);
});

beforeEach(() => log.clear());

async function findCases(): Promise<Case[]> {
  const query = `{ found: customersWithOpenTickets(priorities: [URGENT], first: 50) { edges { items { id } node {
    id crm { opportunities(first: 1, open: true) { nodes { id } } } } } } }`;
  interface Edge {
    items: { id: string }[];
    node: { id: string; crm: { opportunities: { nodes: object[] } } | null };
  }
  const { data } = await ask<{ found: { edges: Edge[] } }>(gateways[0]?.url ?? '', { query });
  return data.found.edges.flatMap(({ items: [item], node }) =>
    item !== undefined && (node.crm?.opportunities.nodes.length ?? 0) > 0 ? [{ customer: node.id, ticket: item.id }] : [],
  );
}

function caseOf(place: number): Case {
  const found = cases[place];
  if (found === undefined) throw new Error('too few customers with an urgent ticket and an open deal');
  return found;
}

/** What the vendor would send of a ticket, taken from it at a letterbox. */
async function webhookOf(ticket: string): Promise<Webhook> {
  const came = new Promise<Webhook>((resolve) => {
    letterbox.handle((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => void chunks.push(chunk));
      request.on('end', () => {
        const own = Object.entries(request.headers).filter(([name]) => /^(x-zendesk-|content-type|user-agent)/.test(name));
        resolve({ headers: Object.fromEntries(own.map(([name, value]) => [name, String(value)])), body: Buffer.concat(chunks).toString() });
        response.end();
      });
    });
  });
  sandbox.zendesk.webhooks.order({ url: letterbox.url });
  sandbox.zendesk.changes.tell({ type: 'ticket', id: ticket.split(':').at(-1) ?? '', what: 'updated' });
  const webhook = await came;
  sandbox.zendesk.webhooks.order({ url: null });
  return webhook;
}

/** All at once, to each gateway in turn; how often each status was answered. */
async function sendAll(webhook: Webhook): Promise<Record<number, number>> {
  const answers = await Promise.all(
    Array.from({ length: TIMES }, async (_, place) => {
      const url = `${gateways[place % PROCESSES]?.url ?? ''}/webhooks/zendesk`;
      return (await fetch(url, { method: 'POST', ...webhook })).status;
    }),
  );
  const counts: Record<number, number> = {};
  for (const status of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

async function runsOf(customer: string): Promise<{ state: string }[]> {
  return state.use((session) =>
    session.query<{ state: string }>('select state from customer_graph.operation where name = $1 and subject = $2', [WORKFLOW, customer]),
  );
}

/** Once the outbox is empty and the runs have ended; then nothing more comes of it. */
async function settled(customer: string): Promise<{ state: string }[]> {
  await until(async () => {
    const [waiting] = await state.use((session) => session.query<{ n: number }>('select count(*)::int as n from customer_graph.outbox'));
    const runs = await runsOf(customer);
    return waiting?.n === 0 && runs.length > 0 && runs.every((run) => !['PLANNING', 'RUNNING'].includes(run.state));
  }, 20_000);
  await new Promise((resolve) => setTimeout(resolve, 500));
  return runsOf(customer);
}

/** What stands in the CRM about a ticket. */
async function tasksOf({ customer }: Case): Promise<number> {
  const query = `query ($id: ID!) { customer(id: $id, options: { maxAgeSeconds: 0 }) {
    crm { activities(first: 100, kinds: [TASK]) { nodes { subject } } } } }`;
  interface Answer {
    customer: { crm: { activities: { nodes: { subject: string | null }[] } } };
  }
  const { data } = await ask<Answer>(gateways[0]?.url ?? '', { query, variables: { id: customer } });
  return data.customer.crm.activities.nodes.filter(({ subject }) => subject?.startsWith('Urgent ticket') === true).length;
}

/** Over all gateways. */
async function counted(result: string): Promise<number> {
  const pages = await Promise.all(gateways.map(({ url }) => readMetrics(`${url}/metrics`)));
  return pages.reduce((sum, page) => sum + page.value('customer_graph_webhooks_total', { source: 'zendesk', result }), 0);
}

const seen = (): Promise<number> => state.use(async (session) => (await session.query('select from customer_graph.webhook_seen')).length);

it('fifty at once on three processes are one hint, one run and one task', async () => {
  const one = caseOf(0);
  const webhook = await webhookOf(one.ticket);
  expect(await sendAll(webhook)).toEqual({ 200: TIMES });
  expect(await log.read()).toMatchObject([{ source: 'zendesk', type: 'support.ticket.updated' }]);
  expect(await settled(one.customer)).toEqual([{ state: 'DONE' }]);
  expect(await tasksOf(one)).toBe(1);
  expect([await counted('taken'), await counted('double')]).toEqual([1, TIMES - 1]);
});

it('a failure in the commit leaves nothing behind: what the vendor sends again is taken, and is no double', async () => {
  const one = caseOf(1);
  const webhook = await webhookOf(one.ticket);
  const doubles = await counted('double');
  // Deferred: every statement has gone through, and the commit itself fails.
  await state.use((session) =>
    session.query(
      `create function public.refuse() returns trigger language plpgsql as $$ begin raise exception 'no commit today'; end $$;
       create constraint trigger refuse after insert on customer_graph.webhook_seen deferrable initially deferred
         for each row execute function public.refuse()`,
    ),
  );
  expect(await sendAll(webhook)).toEqual({ 503: TIMES });
  expect([await seen(), await log.read(), await counted('double')]).toEqual([0, [], doubles]);
  await state.use((session) => session.query('drop trigger refuse on customer_graph.webhook_seen'));

  expect(await sendAll(webhook)).toEqual({ 200: TIMES });
  expect(await log.read()).toHaveLength(1);
  expect(await counted('double')).toBe(doubles + TIMES - 1);
  expect(await settled(one.customer)).toEqual([{ state: 'DONE' }]);
  expect(await tasksOf(one)).toBe(1);
});
