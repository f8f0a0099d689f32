import { parse } from 'graphql';
import { ANONYMOUS, EVERYBODY, type Caller } from '../../../platform/request/caller';
import { InputError, StateError, UpstreamError } from '../../../platform/errors';
import type { SubgraphResponse } from '../../../platform/link/link';
import type { Log, LogFields } from '../../../platform/log';
import { toHeaders } from '../../../platform/request/headers';
import type { RequestScope } from '../../../platform/request/scope';
import { buildSchema } from '../../../platform/subgraph/schema';
import { runSubgraph } from '../../../platform/subgraph/subgraph';

const SDL = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])
  directive @cacheControl(maxAge: Int, scope: CacheControlScope) on OBJECT | FIELD_DEFINITION
  enum CacheControlScope { PUBLIC PRIVATE }
  type Query { thing(id: ID, fail: String): Thing secret: String! required(size: Int!): Int guarded: Int @requiresScopes(scopes: [["money"]]) }
  type Thing @key(fields: "id") @cacheControl(maxAge: 30, scope: PRIVATE) { id: ID! scope: String }
`);

const failures: Record<string, () => Error> = {
  bug: () => new Error('connect ECONNREFUSED db.internal:5432, password=hunter2'),
  upstream: () => new UpstreamError('hubspot', 'UPSTREAM_DENIED', { cause: new Error('HTTP 401') }),
  unreached: () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED crm.internal:8443'), { code: 'ECONNREFUSED' });
    return new UpstreamError('hubspot', 'UPSTREAM_UNAVAILABLE', { cause });
  },
  state: () => new StateError({ cause: new Error('connect ECONNREFUSED db.internal:5432') }),
  input: () => new InputError('Several fit.', { code: 'AMBIGUOUS_CUSTOMER', candidates: ['a:b:c'] }),
};

function start() {
  const lines: [string, string, LogFields | undefined][] = [];
  const reads: string[] = [];
  const note = (level: string) => (message: string, fields?: LogFields) => void lines.push([level, message, fields]);
  const log: Log = { info: note('info'), warn: note('warn'), error: note('error') };
  const close = jest.fn(() => Promise.resolve());
  const schema = buildSchema(SDL, {
    Query: {
      thing: (_: unknown, { id, fail }: { id: string; fail?: string }, { scope }: { scope: RequestScope }) => {
        scope.ledger.add('hubspot', { calls: 1 });
        if (fail !== undefined) throw failures[fail]?.() ?? new Error('unknown');
        return { id };
      },
      secret: () => null,
      required: () => 1,
      guarded: () => {
        reads.push('guarded');
        return 7;
      },
    },
    Thing: {
      __resolveReference: (reference: unknown) => reference,
      scope: (_: unknown, __: unknown, { scope }: { scope: RequestScope }) => `${scope.requestId} ${scope.scopeId}`,
    },
  });
  const subgraph = runSubgraph({ name: 'crm', schema, contextOf: (scope) => ({ scope }), log, close });
  return { subgraph, lines, reads, close };
}

const FRAME = toHeaders({ requestId: 'request', scopeId: 'scope', deadlineMs: 1_000, caller: EVERYBODY, askedSubgraphs: [] });

describe('a running subgraph', () => {
  const { subgraph, lines, reads, close } = start();
  const ask = (
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = FRAME,
  ): Promise<SubgraphResponse> => subgraph.execute({ query, variables, headers });
  beforeEach(() => void lines.splice(0));
  afterAll(async () => {
    await subgraph.close();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('looks once more whether the caller may ask, and reads nothing where they may not', async () => {
    const as = (caller: Caller) =>
      ask(
        '{ guarded }',
        {},
        toHeaders({ requestId: 'r', scopeId: `as ${caller.scopes.join()}`, deadlineMs: 1_000, caller, askedSubgraphs: [] }),
      );
    expect(await as(ANONYMOUS)).toMatchObject({ data: null, errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }] });
    expect(reads).toEqual([]);
    expect(lines).toEqual([['warn', 'a fetch asked for what its caller may not see', { requestId: 'r', subgraph: 'crm' }]]);
    expect(await as({ ...ANONYMOUS, kind: 'person', scopes: ['money'] })).toMatchObject({ data: { guarded: 7 } });
    expect(reads).toEqual(['guarded']);
  });

  it('answers, with what it cost and how long the answer keeps', async () => {
    const answer = await ask('{ thing(id: "1") { id scope } }');
    expect(answer.data).toEqual({ thing: { id: '1', scope: 'request scope' } });
    expect(answer.extensions).toMatchObject({
      customerGraph: { costs: { hubspot: { calls: 1 } }, freshness: { maxAgeSeconds: 30, scope: 'PRIVATE' } },
    });
  });

  it('answers for entities', async () => {
    const query = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Thing { scope } } }';
    const answer = await ask(query, { representations: [{ __typename: 'Thing', id: '1' }] });
    expect(answer.data).toEqual({ _entities: [{ scope: 'request scope' }] });
    expect(answer.extensions?.['customerGraph']).toMatchObject({ freshness: { maxAgeSeconds: 30 } });
  });

  it('takes a request without a frame as one of its own', async () => {
    const [first, second] = await Promise.all(['1', '2'].map((id) => ask(`{ thing(id: "${id}") { scope } }`, {}, {})));
    expect(first?.data).not.toEqual(second?.data);
  });

  it('never lets the insides of an error out, but into the log', async () => {
    const answer = await ask('{ thing(fail: "bug") { id } }');
    expect(answer.errors).toEqual([
      { message: 'Something went wrong on our side.', path: ['thing'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    expect(lines).toEqual([['error', 'a resolver failed', expect.objectContaining({ requestId: 'request', subgraph: 'crm' })]]);
  });

  it('says which source failed and how, and why in the log alone', async () => {
    const answer = await ask('{ thing(fail: "upstream") { id } }');
    expect(answer.errors).toEqual([
      { message: 'hubspot refused our credentials', path: ['thing'], extensions: { code: 'UPSTREAM_DENIED', source: 'hubspot' } },
    ]);
    expect(lines).toEqual([['warn', 'a source failed', expect.objectContaining({ source: 'hubspot', cause: 'Error: HTTP 401' })]]);
  });

  it('says of a source that was not reached no more than how, even in the log', async () => {
    await ask('{ thing(fail: "unreached") { id } }');
    expect(lines).toEqual([['warn', 'a source failed', expect.objectContaining({ source: 'hubspot', cause: 'Error: ECONNREFUSED' })]]);
    expect(JSON.stringify(lines)).not.toContain('internal');
  });

  it('says that the state database is down, and why in the log alone', async () => {
    const answer = await ask('{ thing(fail: "state") { id } }');
    expect(answer.errors).toEqual([{ message: new StateError().message, path: ['thing'], extensions: { code: 'STATE_UNAVAILABLE' } }]);
    expect(JSON.stringify([answer.errors, lines])).not.toContain('internal');
    expect(lines).toEqual([['warn', 'the state database failed', expect.objectContaining({ code: 'STATE_UNAVAILABLE' })]]);
  });

  it('passes on what the caller did wrong', async () => {
    const answer = await ask('{ thing(fail: "input") { id } }');
    expect(answer.errors?.[0]).toMatchObject({
      message: 'Several fit.',
      extensions: { code: 'AMBIGUOUS_CUSTOMER', candidates: ['a:b:c'] },
    });
    expect(lines).toEqual([]);
  });

  it.each([
    ['no GraphQL', '{', 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing variable', 'query ($size: Int!) { required(size: $size) }', 'BAD_USER_INPUT'],
  ])('refuses %s', async (_, query, code) => {
    const answer = await ask(query);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
  });

  it('masks a null that may not be', async () => {
    const answer = await ask('{ secret }');
    expect(answer).toMatchObject({ data: null, errors: [{ path: ['secret'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
  });
});
