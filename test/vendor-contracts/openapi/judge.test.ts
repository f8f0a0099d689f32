// The judge of OpenAPI descriptions on a made-up one: each way to be wrong is found, and nothing else.
import { exchange, strangersExchange } from '../exchanges';
import type { Finding } from '../findings';
import type { Json } from '../json';
import type { Recorded } from '../traffic';
import { createOpenApiJudge } from './judge';

const DOCUMENT: Json = {
  openapi: '3.0.1',
  paths: {
    '/things': {
      parameters: [{ name: 'revision', in: 'header', required: true, schema: { type: 'string' } }],
      get: {
        parameters: [
          { name: 'limit', in: 'query', required: true, schema: { type: 'integer', maximum: 100 } },
          { name: 'ids', in: 'query', explode: false, schema: { type: 'array', items: { type: 'integer' } } },
          { name: 'kind', in: 'query', schema: { type: 'array', items: { type: 'string', enum: ['small', 'large'] } } },
          { name: 'expand', in: 'query', style: 'deepObject', schema: { type: 'array', items: { type: 'string' } } },
          {
            name: 'made',
            in: 'query',
            style: 'deepObject',
            schema: { anyOf: [{ type: 'integer' }, { $ref: '#/components/schemas/Range' }] },
          },
          { name: 'whole', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: {
          200: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['things'],
                  properties: { things: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } },
                },
              },
            },
          },
          '4XX': { $ref: '#/components/responses/Refusal' },
        },
      },
      post: {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name'],
                properties: { name: { type: 'string' }, owner: { $ref: '#/components/schemas/Owner' } },
              },
            },
          },
        },
        responses: { 204: { description: 'made' } },
      },
    },
    '/things/search': { get: { responses: { 200: { content: { '*/*': { schema: {} } } } } } },
    '/things/{id}': {
      parameters: [{ $ref: '#/components/parameters/Id' }],
      get: { responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } } },
    },
  },
  components: {
    parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'integer' } } },
    responses: {
      Refusal: {
        content: { 'application/json': { schema: { type: 'object', required: ['error'], properties: { error: { type: 'string' } } } } },
      },
    },
    schemas: {
      Range: { type: 'object', properties: { gt: { type: 'integer' }, lt: { type: 'integer' } } },
      Owner: { type: 'object', properties: { id: { type: 'string' } } },
      Named: { type: 'object', properties: { name: { type: 'string' }, more: { type: 'object', properties: { a: { type: 'string' } } } } },
      Thing: {
        allOf: [
          { $ref: '#/components/schemas/Named' },
          {
            type: 'object',
            required: ['id', 'made'],
            properties: {
              id: { type: 'integer' },
              made: { type: 'string', format: 'date-time' },
              size: { type: 'string', enum: ['small', 'large'], nullable: true },
              owner: { nullable: true, $ref: '#/components/schemas/Owner' },
              parent: { nullable: true },
              free: { type: 'object' },
              more: { type: 'object', properties: { b: { type: 'string' } } },
              part: { oneOf: [{ $ref: '#/components/schemas/Wheel' }, { $ref: '#/components/schemas/Owner' }] },
            },
          },
        ],
      },
      Wheel: { type: 'object', required: ['kind'], properties: { kind: { type: 'string', enum: ['wheel'] }, spokes: { type: 'integer' } } },
    },
  },
};

const judge = createOpenApiJudge(DOCUMENT, { answers: 'schema', optionalEnding: /\.json$/ });
const thing = { id: 1, made: '2026-01-01T00:00:00Z' };
const THINGS = { query: 'limit=10', answer: { things: [thing] }, requestHeaders: { 'user-agent': 'customer-graph', revision: '1' } };

/** Side, place and fault of each finding. */
function found(given: Partial<Recorded>, who = exchange): string[] {
  return judge.judge(who({ ...THINGS, ...given })).findings.map(({ side, where, what }: Finding) => `${side} ${where}: ${what}`);
}

describe('a request', () => {
  it('is right in every documented way', () => {
    expect(found({})).toEqual([]);
    for (const more of [
      'ids=1,2',
      'kind=small&kind=large',
      'expand[]=a&expand[]=b',
      'expand[0]=a',
      'made=5',
      'made[gt]=5&made[lt]=9',
      'whole=true',
    ]) {
      expect({ more, found: found({ query: `limit=10&${more}` }) }).toEqual({ more, found: [] });
    }
    expect(found({ path: '/things/7', query: '', answer: thing })).toEqual([]);
    expect(found({ path: '/things/7.json', query: '', answer: thing })).toEqual([]);
  });

  it('is asked below the path of the vendor’s server, and a path that is none is told without ids', () => {
    const based = createOpenApiJudge(
      { ...DOCUMENT, servers: [{ url: 'https://x.example/3.0' }] },
      { answers: 'schema', optionalEnding: null },
    );
    expect(based.judge(exchange({ path: '/3.0/things/7' })).operation).toBe('GET /things/{id}');
    expect(based.judge(exchange({ path: '/3.0/people/0123456789abcdef/a@b.example' })).findings).toMatchObject([
      { side: 'request', operation: 'GET /3.0/people/*/*' },
      { side: 'answer' },
    ]);
  });

  it('is asked by the path that fits best', () => {
    expect(judge.judge(exchange({ path: '/things/search' })).operation).toBe('GET /things/search');
    expect(judge.judge(exchange({ path: '/things/7' })).operation).toBe('GET /things/{id}');
    expect(judge.judge(exchange({ path: '/nothing' })).operation).toBeNull();
  });

  it.each([
    ['a path that is none', { path: '/nothings', status: 404, answer: {} }, 'request : the vendor has no such operation'],
    ['a method that is none', { method: 'PUT', status: 405, answer: {} }, 'request : the vendor has no such operation'],
    ['a path parameter of another type', { path: '/things/seven', query: '', answer: thing }, 'request id: must be integer'],
    ['an unknown parameter', { query: 'limit=10&size=3' }, 'request size: is no parameter'],
    ['an unknown member of a list of its own', { query: 'limit=10&ids[]=3' }, 'request ids[]: is no parameter'],
    ['a parameter that is missing', { query: '' }, 'request limit: is missing'],
    ['a header that is missing', { requestHeaders: { 'user-agent': 'customer-graph' } }, 'request revision: is missing'],
    ['a parameter above its maximum', { query: 'limit=101' }, 'request limit: must be <= 100'],
    ['a parameter sent twice', { query: 'limit=10&limit=11' }, 'request limit: must be integer'],
    ['a list in another style', { query: 'limit=10&ids=1&ids=2' }, 'request ids: is sent more than once'],
    ['a list of another type', { query: 'limit=10&ids=1,b' }, 'request ids/*: must be integer'],
    ['a word that is none', { query: 'limit=10&kind=huge' }, 'request kind/*: must be equal to one of the allowed values'],
    ['an unknown member of an object', { query: 'limit=10&made[since]=1' }, 'request made: field "since" is not described'],
  ])('with %s is found', (_, given, finding) => {
    expect(found(given)).toEqual([finding]);
  });

  const post = { method: 'POST', query: '', status: 204, answer: null, requestBody: '{"name":"a"}' };
  const json = { 'user-agent': 'customer-graph', revision: '1', 'content-type': 'application/json' };

  it.each([
    ['that is right', { requestBody: '{"name":"a","owner":{"id":"1"}}' }, []],
    ['with a field that is none', { requestBody: '{"name":"a","size":1}' }, ['request : field "size" is not described']],
    ['with one deep inside', { requestBody: '{"name":"a","owner":{"ids":"1"}}' }, ['request /owner: field "ids" is not described']],
    ['without a field', { requestBody: '{}' }, ["request : must have required property 'name'"]],
    ['of another type', { requestBody: '{"name":1}' }, ['request /name: must be string']],
    ['that is none', { requestBody: '' }, ['request : the body is missing']],
    ['that is no JSON', { requestBody: '{' }, ['request : the body is no JSON']],
    [
      'as a form',
      { requestHeaders: { ...json, 'content-type': 'application/x-www-form-urlencoded' } },
      ['request content-type: the operation takes no such content'],
    ],
  ])('body %s', (_, given, findings) => {
    expect(found({ ...post, requestHeaders: json, ...given })).toEqual(findings);
  });

  it('that may have no body has none', () => {
    expect(found({ requestBody: '{}' })).toEqual(['request : the operation takes no body']);
  });

  it('is judged whatever fault answered it, and not when a stranger asked', () => {
    expect(found({ query: '', fault: 'garbage', answer: '<html>' })).toEqual(['request limit: is missing']);
    expect(found({ query: '', fault: 'hang', status: 0, answer: null })).toEqual(['request limit: is missing']);
    expect(found({ query: '', requestHeaders: { 'user-agent': 'node' } }, strangersExchange)).toEqual([]);
  });
});

describe('an answer', () => {
  const one = (fields: object) => found({ path: '/things/7', query: '', answer: { ...thing, ...fields } });

  it('is right with null where it may be, and with anything where nothing is told', () => {
    expect(
      one({ size: null, owner: null, parent: null, free: { any: 1 }, more: { a: 'a', b: 'b' }, part: { kind: 'wheel', spokes: 3 } }),
    ).toEqual([]);
  });

  it.each([
    ['a field too many', { weight: 1 }, 'answer : 200: field "weight" is not described'],
    ['a field too many inside of what is put together', { more: { c: 'c' } }, 'answer /more: 200: field "c" is not described'],
    ['another type', { id: '1' }, 'answer /id: 200: must be integer'],
    ['another form', { made: 'yesterday' }, 'answer /made: 200: must match format "date-time"'],
    ['a word that is none', { size: 'huge' }, 'answer /size: 200: must be equal to one of the allowed values'],
    ['a null that may not be', { name: null }, 'answer /name: 200: must be string'],
    ['an alternative that is nearly right', { part: { kind: 'wheel', spokes: 'three' } }, 'answer /part/spokes: 200: must be integer'],
  ])('with %s is found', (_, fields, finding) => {
    expect(one(fields)).toEqual([finding]);
  });

  it('without a field is found, in each element once', () => {
    expect(found({ answer: { things: [{ id: 1 }, { id: 2 }] } })).toEqual(["answer /things/*: 200: must have required property 'made'"]);
    expect(found({ answer: {} })).toEqual(["answer : 200: must have required property 'things'"]);
  });

  it('is found with a status, a kind of content or a body that is not described', () => {
    expect(found({ status: 503 })).toEqual(['answer : status 503 is not described']);
    expect(found({ answerHeaders: { 'Content-Type': 'text/html' } })).toEqual(['answer content-type: status 200 has no such content']);
    const post = { method: 'POST', query: '', requestBody: '{"name":"a"}', requestHeaders: { 'user-agent': 'node' } };
    expect(found({ ...post, status: 204, answer: {} }, strangersExchange)).toEqual(['answer : status 204 has no body']);
  });

  it('that refuses is held to how the vendor refuses', () => {
    expect(found({ status: 429, answer: { error: 'slow' } })).toEqual([]);
    expect(found({ status: 429, answer: { message: 'slow' } })).toEqual([
      "answer : 429: must have required property 'error'",
      'answer : 429: field "message" is not described',
    ]);
    expect(found({ status: 429, fault: '429', answer: { error: 1 } })).toEqual(['answer /error: 429: must be string']);
  });

  it('is judged for strangers too, and for nobody where a fault answered', () => {
    expect(found({ answer: {}, requestHeaders: {} }, strangersExchange)).toHaveLength(1);
    expect(found({ answer: '<html>', fault: 'garbage' })).toEqual([]);
  });

  it('to what the vendor does not have is a refusal', () => {
    expect(found({ path: '/nothing', status: 404 }, strangersExchange)).toEqual(['request : the vendor has no such operation']);
    expect(found({ path: '/nothing', status: 404, requestHeaders: {} }, strangersExchange)).toEqual([]);
    expect(found({ path: '/nothing', requestHeaders: {} }, strangersExchange)).toEqual([
      'answer : answered, but the vendor has no such operation',
    ]);
  });

  it('is held to its status alone where the description is too old for bodies', () => {
    const old = createOpenApiJudge(DOCUMENT, { answers: 'status', optionalEnding: null });
    expect(old.judge(exchange({ ...THINGS, answer: { anything: 1 } })).findings).toEqual([]);
    expect(old.judge(exchange({ ...THINGS, status: 503 })).findings).toHaveLength(1);
  });
});
