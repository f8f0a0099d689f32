// The relay on a real PostgreSQL: hints become events of customers, told once to each sink, never lost, by any number of processes.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudEvent } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import type { AskGraph } from '../../../platform/ask';
import type { CustomerChanged } from '../../../platform/exchange/hint';
import { silentLog } from '../../../platform/log';
import { createStateDatabase, externalServer, type StateDatabase } from '../../../platform/state/database';
import { deadHints, replayHints } from '../../../processes/outbox/dead-hints';
import { addHint } from '../../../processes/outbox/hints-in';
import { signedPostSink } from '../../../processes/queues/signed-post';
import { createRelayBook } from '../../../processes/relay/book';
import { startRelay, type Relay, type RelayOptions } from '../../../processes/relay/relay';
import { SinkRefusal, type Sink } from '../../../processes/relay/sink';
import { startPostgres, type RunningPostgres } from '../../../sandbox/postgres/server';
import { until } from '../../support/until';

let postgres: RunningPostgres;
let database: StateDatabase;
const relays: Relay[] = [];
let tenants = 0;
let tenant: string;

beforeAll(async () => {
  postgres = await startPostgres();
  database = createStateDatabase(externalServer(postgres.url));
});
beforeEach(() => (tenant = `tenant-${(tenants += 1)}`));
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.close()));
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

/** Customers are told by their first letter; `x…` are nobody's. */
const graph: AskGraph = ({ variables = {} }) => {
  const ids = variables['ids'] as string[];
  const customers = ids.map((id) => (id.startsWith('x') ? null : { id: `crm:contact:${id.slice(-1)}` }));
  return Promise.resolve({ data: { customers }, errors: [] });
};

const hint = (n: number, record: string | null = `hubspot:contact:${n % 3}`) =>
  database.use((session) =>
    addHint(session, tenant, {
      cause: `cause ${n}`,
      source: 'hubspot',
      record,
      type: 'crm.contact.updated',
      at: '2026-01-02T03:04:05.000Z',
    }),
  );

async function rows(): Promise<{ cause: string; attempts: number; told: string[] }[]> {
  return database.use((session) =>
    session.query('select cause, attempts, told from customer_graph.outbox where tenant = $1 order by seq', [tenant]),
  );
}

function start(options: Partial<RelayOptions>): Relay {
  const relay = startRelay({
    ...{ database, tenant, ask: graph, sinks: [], log: silentLog, book: createRelayBook(), windowMs: 20, pollMs: 100 },
    ...options,
  });
  relays.push(relay);
  return relay;
}

interface Noting extends Sink {
  events: CustomerChanged[];
  fail: (event: CustomerChanged) => Error | undefined;
}

function noting(name: string): Noting {
  const sink: Noting = {
    name,
    events: [],
    fail: () => undefined,
    deliver(event) {
      const failure = sink.fail(event);
      if (failure !== undefined) return Promise.reject(failure);
      return Promise.resolve(void sink.events.push(event));
    },
  };
  return sink;
}

it('makes one event of the hints of one customer, tells every sink, and leaves nothing behind', async () => {
  for (let n = 0; n < 30; n += 1) await hint(n);
  await hint(100, 'x:contact:1');
  await hint(101, null);
  expect(await hint(5)).toBe(false);
  const [one, other] = [noting('one'), noting('other')];
  const book = createRelayBook();
  start({ sinks: [one, other], book });
  await until(async () => (await rows()).length === 0, 5_000);
  expect(one.events.map(({ customer }) => customer)).toEqual(['crm:contact:0', 'crm:contact:1', 'crm:contact:2']);
  expect(one.events[0]).toEqual({
    id: expect.stringMatching(/^[\w-]{27}$/),
    customer: 'crm:contact:0',
    systems: ['hubspot'],
    types: ['crm.contact.updated'],
    records: ['hubspot:contact:0'],
    at: '2026-01-02T03:04:05.000Z',
  });
  expect(other.events).toEqual(one.events);
  const [hints] = book.measures;
  expect(hints?.kind === 'counter' && hints.read().map(({ labels, value }) => [labels['outcome'], value])).toEqual([
    ['nobody', 2],
    ['told', 30],
  ]);
});

it('tells a sink that was away later, with the same id, and nobody else again', async () => {
  const [here, away] = [noting('here'), noting('away')];
  away.fail = () => new Error('away');
  await hint(1);
  start({ sinks: [here, away] });
  await until(() => here.events.length === 1, 5_000);
  await until(async () => (await rows())[0]?.told.includes('here') === true, 5_000);
  away.fail = () => undefined;
  await until(async () => (await rows()).length === 0, 10_000);
  expect(away.events).toEqual(here.events);
  expect(here.events).toHaveLength(1);
});

it('lays aside what is refused, or failed too often, with the reason; it is listed, and told after all when somebody says so', async () => {
  const sink = noting('shop');
  sink.fail = ({ customer }) => (customer === 'crm:contact:1' ? new SinkRefusal('HTTP 410') : undefined);
  await hint(1);
  await hint(2);
  start({ sinks: [sink] });
  await until(() => sink.events.length === 1, 5_000);
  await until(async () => (await database.use((session) => deadHints(session, tenant))).length === 1, 5_000);
  const [dead] = await database.use((session) => deadHints(session, tenant));
  expect(dead).toMatchObject({ cause: 'cause 1', record: 'hubspot:contact:1', reason: 'shop: HTTP 410' });
  sink.fail = () => undefined;
  expect(await database.use((session) => replayHints(session, tenant, dead?.seq ?? null))).toBe(1);
  await until(async () => (await rows()).length === 0, 5_000);
  expect(sink.events.map(({ customer }) => customer)).toEqual(['crm:contact:2', 'crm:contact:1']);
});

it('asks again whose record it is while nobody can tell, and gives up in the end', async () => {
  const sink = noting('one');
  await hint(1);
  const ask: AskGraph = () =>
    Promise.resolve({ data: { customers: [null] }, errors: [{ message: '', path: ['customers', 0], code: 'TIMEOUT' }] });
  start({ sinks: [sink], ask, attempts: 2 });
  await until(async () => (await database.use((session) => deadHints(session, tenant))).length === 1, 10_000);
  expect((await database.use((session) => deadHints(session, tenant)))[0]?.reason).toBe('whose record it is: TIMEOUT');
  expect(sink.events).toEqual([]);
});

it('is done by several processes together, each hint by one of them, and loses none when connections are cut at any moment', async () => {
  const sinks = [noting('all'), noting('all'), noting('all')];
  for (const sink of sinks) {
    const own = createStateDatabase(externalServer(postgres.url));
    start({ sinks: [sink], database: own });
  }
  const cutter = setInterval(() => {
    void database
      .use((session) =>
        session.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and pid <> pg_backend_pid()`,
        ),
      )
      .catch(() => undefined);
  }, 15);
  const causes = 150;
  for (let n = 0; n < causes; n += 1) {
    await until(
      () =>
        hint(n, `hubspot:contact:${n}`).then(
          () => true,
          () => false,
        ),
      5_000,
    );
  }
  clearInterval(cutter);
  await until(async () => (await rows()).length === 0, 15_000);
  const told = new Set(sinks.flatMap(({ events }) => events.flatMap(({ records }) => records)));
  expect(told.size).toBe(causes);
}, 60_000);

describe('the signed POST', () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  let server: Server;
  let url: string;
  const got: { headers: Record<string, string>; body: string }[] = [];
  let status = 200;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        got.push({ headers: request.headers as Record<string, string>, body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is a CloudEvent by its own SDK, signed as the library of Standard Webhooks checks it, with ids and nothing else', async () => {
    await hint(2);
    start({ sinks: [signedPostSink({ url, secrets: [Buffer.alloc(32, 7)], source: '/customer-graph/default' })] });
    await until(async () => (await rows()).length === 0, 5_000);
    const [{ headers, body } = { headers: {}, body: '' }] = got;
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(secret).verify(body.replace('contact:2', 'contact:3'), headers)).toThrow();
    const event = new CloudEvent(JSON.parse(body) as Record<string, unknown>);
    expect(event.validate()).toBe(true);
    expect(Object.keys(JSON.parse(body) as object).sort()).toEqual([
      'data',
      'datacontenttype',
      'id',
      'source',
      'specversion',
      'subject',
      'time',
      'type',
    ]);
    expect(event.toJSON()).toMatchObject({
      ...{ type: 'customer.changed.v1', subject: 'crm:contact:2', source: '/customer-graph/default', id: headers['webhook-id'] },
      data: { systems: ['hubspot'], types: ['crm.contact.updated'] },
    });
  });

  it.each([
    [410, true],
    [400, true],
    [429, false],
    [500, false],
    [302, false],
  ])('HTTP %i refuses the event: %s', async (code, refuses) => {
    status = code;
    const sink = signedPostSink({ url, secrets: [Buffer.alloc(32, 7)], source: '/x' });
    const event = { id: 'one', customer: 'c', systems: [], types: [], records: [], at: '2026-01-02T03:04:05.000Z' };
    const failure = await sink.deliver(event).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure instanceof SinkRefusal).toBe(refuses);
  });
});
