// Requests that only want to keep the process busy, over a real network: each is refused with a code that says why, before any subgraph
// is asked, and fast: what is looked at is the time that this process, client and gateway in one, spends on the best of a few tries, for
// the machine has other things to do too.
import { startSmallGraph, type SmallGraph } from '../small-graph';

const LONGEST_MS = 50;
const TRIES = 5;

let graph: SmallGraph;
beforeAll(async () => {
  graph = await startSmallGraph();
  await graph.ask('{ product(upc: "1") { name rating } }');
});
afterAll(() => graph.close());

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const FIELDS = 'products { name }';

const CORPUS: [what: string, query: string, code: string][] = [
  ['a fragment bomb of 16', bomb(16), 'MAX_FIELDS_LIMIT'],
  ['a fragment bomb of 30', bomb(30), 'MAX_FIELDS_LIMIT'],
  ['5,000 aliases', `{ ${times(5_000, (n) => `a${n}: __typename`)} }`, 'GRAPHQL_PARSE_FAILED'],
  ['900 aliases', `{ ${times(900, (n) => `a${n}: __typename`)} }`, 'MAX_ROOT_FIELDS_LIMIT'],
  ['400 aliases within', `{ product(upc: "1") { ${times(400, (n) => `a${n}: name`)} } }`, 'MAX_ALIASES_LIMIT'],
  ['10,000 tokens', `{ ${times(5_000, () => 'x y')} }`, 'GRAPHQL_PARSE_FAILED'],
  ['50 levels', `{ product(upc: "1") { ${'reviews { product { '.repeat(25)} upc ${'} }'.repeat(25)} } }`, 'MAX_DEPTH_LIMIT'],
  ['1,000 inline fragments in each other', `{ ${'... { '.repeat(1_000)} ${FIELDS} ${'}'.repeat(1_000)} }`, 'MAX_DEPTH_LIMIT'],
  ['one field 1,900 times', `{ products { ${'name '.repeat(1_900)} } }`, 'MAX_FIELDS_LIMIT'],
  ['one object 700 times', `{ ${`${FIELDS} `.repeat(700)} }`, 'MAX_FIELDS_LIMIT'],
  [
    'one object 700 times in a fragment that nobody spreads',
    `{ products { name } } fragment F on Query { ${`${FIELDS} `.repeat(700)} }`,
    'MAX_FIELDS_LIMIT',
  ],
  ['500 directives', `{ products { ${times(6, () => `name ${'@include(if: true) '.repeat(9)}`)} } }`, 'MAX_DIRECTIVES_LIMIT'],
  ['300 fragments', `{ ...F0 } ${times(300, (n) => `fragment F${n} on Query { ${FIELDS} }`)}`, 'MAX_FRAGMENTS_LIMIT'],
  ['1,200 arguments', `{ product(${times(1_200, () => 'upc: "1"')}) { name } }`, 'MAX_ARGUMENTS_LIMIT'],
  ['40 root fields', `{ ${times(40, (n) => `a${n}: ${FIELDS}`)} }`, 'MAX_ROOT_FIELDS_LIMIT'],
  [
    'fragments in a circle',
    `{ ...F0 } ${times(90, (n) => `fragment F${n} on Query { ...F${(n + 1) % 90} ${FIELDS} }`)}`,
    'MAX_FIELDS_LIMIT',
  ],
];

function bomb(levels: number): string {
  return `{ ...F0 } ${times(levels, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F${levels} on Query { ${FIELDS} }`;
}

it.each(CORPUS)('%s are refused at once', async (_, query, code) => {
  graph.products.fetches.splice(0);
  const took: number[] = [];
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const begun = process.cpuUsage();
    // Each text is a new one, so that nothing is remembered of it.
    const { status, errors, data } = await graph.ask(`${query} # ${attempt}`, { accept: 'application/graphql-response+json' });
    const { user, system } = process.cpuUsage(begun);
    took.push((user + system) / 1_000);
    expect(status).toBe(400);
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions?.['code']).toBe(code);
  }
  expect(graph.products.fetches).toEqual([]);
  expect(Math.min(...took)).toBeLessThan(LONGEST_MS);
});

async function post(body: unknown): Promise<{ status: number; text: string }> {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

it('bodies and variables that are too large are refused', async () => {
  expect((await post({ query: '{ products { name } }', variables: { x: 'a'.repeat(300_000) } })).status).toBe(413);
  const { status, text } = await post({
    query: 'query ($x: [Int]) { products { name } }',
    variables: { x: Array.from({ length: 20_000 }, () => 1) },
  });
  expect([status, text]).toEqual([400, expect.stringContaining('MAX_VARIABLES_LIMIT')]);
});

it('no more than twenty faults of a document are told', async () => {
  const { errors } = await graph.ask(`{ products { ${times(90, (n) => `no${n}`)} } }`);
  expect(errors?.length).toBeLessThanOrEqual(21);
});

it('several operations in one request, forms and unasked-for GETs are refused', async () => {
  expect((await post([{ query: '{ products { name } }' }])).status).toBe(400);
  const form = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{"query":"{ products { name } }"}',
  });
  expect(form.status).toBeGreaterThanOrEqual(400);
  const simple = await fetch(`${graph.url}/graphql?query=${encodeURIComponent('{ products { name } }')}`);
  expect([simple.status, await simple.text()]).toEqual([400, expect.stringContaining('CSRF')]);
});

it('what people and their tools send passes', async () => {
  const { getIntrospectionQuery } = await import('graphql');
  expect((await graph.ask(getIntrospectionQuery())).errors).toBeUndefined();
  const many = `query ($a: ID!) { ${times(20, (n) => `p${n}: product(upc: $a) { upc name reviews { body product { name } } }`)} }`;
  expect((await graph.ask(many.replace('$a: ID!', '$a: ID! = "1"'))).errors).toBeUndefined();
});
