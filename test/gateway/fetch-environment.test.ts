import { createContext, type GatewayContext } from '../../gateway/context';
import { createFetchEnvironment } from '../../gateway/fetch-environment';
import { UpstreamError } from '../../platform/errors';
import type { SubgraphResponse } from '../../platform/link/link';
import type { LogFields } from '../../platform/log';

const report = (maxAgeSeconds: number, ageSeconds: number, scope = 'PUBLIC'): SubgraphResponse => ({
  data: {},
  extensions: {
    customerGraph: {
      costs: { hubspot: { calls: 1, keys: 1, cacheHits: 0, ms: 5, ageSeconds, budgetLeft: null, error: null } },
      freshness: { maxAgeSeconds, scope },
    },
  },
});

function open(
  context: Partial<GatewayContext> = createContext({ authorization: 'secret' }, 1_000, { forward: ['authorization'] }),
  withPolicy = true,
) {
  const hints: unknown[] = [];
  const lines: [string, LogFields | undefined][] = [];
  const nothing = (): void => undefined;
  const link = { name: 'crm', send: () => Promise.resolve({}), close: () => Promise.resolve() };
  const environment = createFetchEnvironment({
    linkOf: () => link,
    context,
    policy: withPolicy ? { restrict: (hint: unknown) => void hints.push(hint) } : undefined,
    log: { info: nothing, warn: (message, fields) => void lines.push([message, fields]), error: nothing },
  });
  return { environment, context, hints, lines, link };
}

test('subgraphs are told of the request, and what of the client’s headers goes on', () => {
  const { environment, context, link } = open();
  expect(environment.linkOf('crm')).toBe(link);
  expect(environment.patience).toBe(context.patience);
  expect(environment.headersFor('crm')).toMatchObject({ authorization: 'secret', 'x-request-scope': context.scopeId });
});

test('a client’s header never takes the place of one of ours', () => {
  const context = { ...createContext({}, 1_000), forwardedHeaders: { 'x-request-scope': 'forged' } };
  expect(open(context).environment.headersFor('crm')).toMatchObject({ 'x-request-scope': context.scopeId });
});

test('of the gateway’s own requests there is nothing to tell', () => {
  const { environment } = open({}, false);
  expect(environment.headersFor('crm')).toEqual({});
  expect(environment.patience).toBeUndefined();
  environment.answered('crm', report(60, 0));
  environment.failed('crm', new UpstreamError('crm', 'UPSTREAM_TIMEOUT'));
});

test.each([
  ['has used up part of its time', report(60, 20), { maxAge: 40, scope: 'PUBLIC' }],
  ['has used up all of it', report(60, 90, 'PRIVATE'), { maxAge: 0, scope: 'PRIVATE' }],
  ['says nothing', { data: {} }, { maxAge: 0 }],
  ['says what nobody understands', { data: {}, extensions: { customerGraph: { costs: 1 } } }, { maxAge: 0 }],
])('an answer that %s restricts the freshness of the whole', (_, response, hint) => {
  const { environment, hints } = open();
  environment.answered('crm', response);
  expect(hints).toEqual([hint]);
});

test('what it cost is added up', () => {
  const { environment, context } = open();
  environment.answered('crm', report(60, 0));
  environment.answered('crm', report(60, 0));
  expect(context.costs?.drain()).toMatchObject({ hubspot: { calls: 2 } });
});

test('a failure is a line in the log and in the costs, without its cause’s text', () => {
  const { environment, context, lines } = open();
  environment.failed('crm', new UpstreamError('crm', 'UPSTREAM_TIMEOUT', { cause: new TypeError('db.internal') }));
  environment.failed('crm', new UpstreamError('crm', 'UPSTREAM_TIMEOUT'));
  const fields = { requestId: context.requestId, subgraph: 'crm', code: 'UPSTREAM_TIMEOUT' };
  expect(lines).toEqual([
    ['a subgraph failed', { ...fields, cause: 'TypeError' }],
    ['a subgraph failed', { ...fields, cause: '' }],
  ]);
  expect(context.costs?.drain()).toMatchObject({ crm: { error: 'UPSTREAM_TIMEOUT' } });
});

test('of a subgraph that was given up for a client that has gone, nothing is logged', () => {
  const { environment, context, lines } = open();
  environment.failed('crm', new UpstreamError('crm', 'UPSTREAM_TIMEOUT'));
  expect(lines).toHaveLength(1);
  const gone = open({ ...context, client: { changes: false, isGone: true } });
  gone.environment.failed('crm', new UpstreamError('crm', 'UPSTREAM_TIMEOUT'));
  expect(gone.lines).toEqual([]);
});
