// A subgraph behind its own port, asked by a real link and by everybody else: check 39.
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildSchema, GraphQLObjectType } from 'graphql';
import { Redis } from 'ioredis';
import { createSeenAnywhere, type SeenAnywhere } from '../../platform/link/seen-anywhere';
import { createRemoteLink } from '../../platform/link/remote';
import { createSigner, SIGNATURE_HEADER, type SigningSecrets } from '../../platform/link/signature';
import { silentLog, type LogFields } from '../../platform/log';
import { ANONYMOUS, EVERYBODY, type Caller } from '../../platform/request/caller';
import { toHeaders } from '../../platform/request/headers';
import type { RequestScope } from '../../platform/request/scope';
import { runSubgraph } from '../../platform/subgraph/subgraph';
import { serveSubgraph } from '../../subgraphs/http';
import { startRedis, type RedisServer } from '../support/redis-server';
import { until } from '../support/until';

const SECRETS: SigningSecrets = { secrets: ['a secret of thirty-two characters'], tenant: 'default' };
const CALLER: Caller = { ...ANONYMOUS, kind: 'person', subject: 'ada', scopes: ['read:crm'], policies: ['vip'], purpose: 'support' };
const BODY = JSON.stringify({ query: '{ caller }' });

const asked: Caller[] = [];
/** Of each of these, whether nobody waited for it any more. */
const givenUp: boolean[] = [];
const logged: LogFields[] = [];
const servers: FastifyInstance[] = [];

async function serve(signing: SigningSecrets | undefined, seenAnywhere?: SeenAnywhere): Promise<string> {
  const schema = buildSchema('type Query { caller: String }');
  const query = schema.getQueryType();
  if (!(query instanceof GraphQLObjectType)) throw new Error('the schema has no query');
  Object.assign(query.getFields()['caller'] ?? {}, {
    resolve(_: unknown, __: unknown, { caller, isGivenUp }: RequestScope) {
      asked.push(caller);
      givenUp.push(isGivenUp);
      return caller.subject;
    },
  });
  const close = (): Promise<void> => Promise.resolve();
  const log = { ...silentLog, warn: (_: string, fields: LogFields = {}) => void logged.push(fields) };
  const server = serveSubgraph(runSubgraph({ name: 'crm', schema, contextOf: (scope) => scope, log, close }), {
    signing,
    seenAnywhere,
    log,
  });
  servers.push(server);
  await server.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/graphql`;
}

const frame = (caller: Caller) => toHeaders({ requestId: 'r', scopeId: crypto.randomUUID(), deadlineMs: 900, askedSubgraphs: [], caller });

function signedHeaders(at = Date.now(), secrets = SECRETS): Record<string, string> {
  const headers = frame(CALLER);
  const proof = createSigner(secrets, () => at)({ method: 'POST', path: '/graphql', body: BODY, headers });
  return { ...headers, [SIGNATURE_HEADER]: proof };
}

const post = (url: string, headers: Record<string, string>, body = BODY) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

async function ask(url: string, signing: SigningSecrets | undefined, caller = CALLER) {
  const link = createRemoteLink('crm', url, signing);
  try {
    return await link.send({ query: '{ caller }', headers: frame(caller) });
  } finally {
    await link.close();
  }
}

beforeEach(() => {
  asked.splice(0);
  givenUp.splice(0);
  logged.splice(0);
});
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

describe('with a secret', () => {
  it('answers a gateway that has it, and knows who asks', async () => {
    const url = await serve(SECRETS);
    await expect(ask(url, SECRETS)).resolves.toMatchObject({ data: { caller: 'ada' } });
    expect(asked).toEqual([CALLER]);
  });

  it('refuses a gateway that has none, or another, as a system that refuses us', async () => {
    const url = await serve(SECRETS);
    for (const other of [undefined, { ...SECRETS, tenant: 'globex' }]) {
      await expect(ask(url, other)).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
    }
    expect(asked).toEqual([]);
  });

  it('refuses everybody who comes directly', async () => {
    const url = await serve(SECRETS);
    const statuses = [
      (await post(url, {})).status,
      (await post(url, frame(EVERYBODY))).status,
      (await post(url, { [SIGNATURE_HEADER]: `v1 ${Date.now()} nonce ${'a'.repeat(43)}` })).status,
      (await fetch(url, { method: 'POST' })).status,
    ];
    expect(statuses).toEqual([401, 401, 401, 401]);
    expect((await fetch(url, { method: 'POST', body: BODY, headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect(asked).toEqual([]);
  });

  it('refuses a request that was seen before', async () => {
    const url = await serve(SECRETS);
    const headers = signedHeaders();
    expect([(await post(url, headers)).status, (await post(url, headers)).status]).toEqual([200, 401]);
    expect(asked).toHaveLength(1);
  });

  it('refuses a request that was altered', async () => {
    const url = await serve(SECRETS);
    expect((await post(url, signedHeaders(), JSON.stringify({ query: '{ __typename }' }))).status).toBe(401);
    expect((await post(`${url}?a=1`, signedHeaders())).status).toBe(401);
    expect((await post(url, { ...signedHeaders(), 'x-caller': frame(EVERYBODY)['x-caller'] ?? '' })).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it.each([-6, 6])('refuses a request signed %i minutes away', async (minutes) => {
    expect((await post(await serve(SECRETS), signedHeaders(Date.now() + minutes * 60_000))).status).toBe(401);
  });

  it('says why in the log alone', async () => {
    const answer = await post(await serve(SECRETS), {});
    expect(await answer.json()).toEqual({
      statusCode: 401,
      error: 'Unauthorized',
      message: 'This subgraph answers its own gateways alone.',
    });
    expect(logged).toEqual([{ subgraph: 'crm', cause: 'not signed' }]);
  });

  it('still says that it is there', async () => {
    expect((await fetch((await serve(SECRETS)).replace('/graphql', '/health'))).status).toBe(200);
  });

  it('takes a body that would change what objects are for none', async () => {
    const url = await serve(SECRETS);
    const body = '{"query":"{ caller }","variables":{"__proto__":{"a":1}}}';
    const headers = frame(CALLER);
    const proof = createSigner(SECRETS)({ method: 'POST', path: '/graphql', body, headers });
    expect((await post(url, { ...headers, [SIGNATURE_HEADER]: proof }, body)).status).toBe(400);
  });
});

describe('with a secret, and a Redis for all processes of the subgraph', () => {
  let redis: RedisServer;
  let admin: Redis;
  const opened: SeenAnywhere[] = [];
  beforeAll(async () => {
    redis = await startRedis();
    admin = new Redis(redis.url);
    admin.on('error', () => undefined);
  });
  afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())));
  afterAll(async () => {
    admin.disconnect();
    await redis.stop();
  });

  /** As a process of its own serves it. */
  async function serveShared(signing = SECRETS): Promise<string> {
    const seen = createSeenAnywhere({ redisUrl: redis.url, tenant: signing.tenant, log: silentLog });
    opened.push(seen);
    return serve(signing, seen);
  }
  const commandsOf = async (): Promise<string[]> =>
    [...(await admin.info('commandstats')).matchAll(/^cmdstat_(\w+):/gm)].map(([, name = '']) => name);

  it('refuses in every process what one of them has answered, before it reads what is in it', async () => {
    const [one, other] = [await serveShared(), await serveShared()];
    const headers = signedHeaders();
    expect([(await post(one, headers)).status, (await post(other, headers)).status, (await post(other, headers)).status]).toEqual([
      200, 401, 401,
    ]);
    expect(asked).toHaveLength(1);
    expect(logged.map(({ cause }) => cause)).toEqual(['seen before, by another process', 'seen before, or older than what is remembered']);
    const [body, frameOf] = ['no JSON', frame(CALLER)];
    const proof = createSigner(SECRETS)({ method: 'POST', path: '/graphql', body, headers: frameOf });
    const broken = { ...frameOf, [SIGNATURE_HEADER]: proof };
    expect([(await post(one, broken, body)).status, (await post(other, broken, body)).status]).toEqual([400, 401]);
  });

  it('answers every request of a gateway that goes from one process to the other', async () => {
    const urls = [await serveShared(), await serveShared()];
    for (let turn = 0; turn < 10; turn += 1) {
      await expect(ask(urls[turn % 2] ?? '', SECRETS)).resolves.toMatchObject({ data: { caller: 'ada' } });
    }
  });

  it('asks Redis nothing for whoever has not the secret, nor for what this process has seen', async () => {
    const url = await serveShared();
    const headers = signedHeaders();
    await post(url, headers);
    await admin.config('RESETSTAT');
    const statuses = await Promise.all([
      post(url, {}),
      post(url, { [SIGNATURE_HEADER]: `v1 ${Date.now()} nonce ${'a'.repeat(43)}` }),
      post(url, signedHeaders(Date.now(), { ...SECRETS, tenant: 'globex' })),
      post(url, signedHeaders(Date.now() - 6 * 60_000)),
      post(url, headers),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(await commandsOf()).not.toContain('eval');
    await post(url, signedHeaders());
    expect(await commandsOf()).toContain('eval');
  });

  it('goes on answering, and refusing what it has seen itself, while Redis hangs or is gone', async () => {
    const url = await serveShared();
    expect((await post(url, signedHeaders())).status).toBe(200);
    for (const [away, back] of [
      [() => redis.pause(), () => redis.resume()],
      [() => redis.kill(), () => redis.restart()],
    ] as const) {
      await away();
      try {
        const headers = signedHeaders();
        expect([(await post(url, headers)).status, (await post(url, headers)).status]).toEqual([200, 401]);
      } finally {
        await back();
      }
    }
  });

  it('reads nothing for whoever has gone while Redis was asked', async () => {
    const url = await serveShared();
    await post(url, signedHeaders());
    givenUp.splice(0);
    redis.pause();
    try {
      const gone = AbortSignal.timeout(30);
      const init = { method: 'POST', headers: { 'content-type': 'application/json', ...signedHeaders() }, body: BODY };
      await expect(fetch(url, { ...init, signal: gone })).rejects.toThrow();
      await until(() => givenUp.length === 1, 2_000);
      expect(givenUp).toEqual([true]);
    } finally {
      redis.resume();
    }
  });
});

describe('without a secret, on one machine', () => {
  it('answers everybody, as whom they say they are', async () => {
    const url = await serve(undefined);
    await expect(ask(url, undefined)).resolves.toMatchObject({ data: { caller: 'ada' } });
    expect((await post(url, {})).status).toBe(200);
    expect(asked).toEqual([CALLER, EVERYBODY]);
  });
});
