// What the subgraphs say of costs arrives in the supergraph as other routers read it, and our own gateway goes by it: the ready questions
// stay far below what one operation may cost, and lists within lists do not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { Kind, parse, print, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { readRequirements } from '../../gateway/authorisation/applied';
import { readQuestions } from '../../gateway/explorer/questions';
import { HOUSE_COST } from '../../gateway/limits/open-admission';
import { readSubgraphSdl, subgraphNames } from '../../platform/subgraph/sdl';
import { costOver } from '../support/cost-of';

const FOLDER = join(__dirname, '..', '..', 'schema');
const SUPERGRAPH = readFileSync(join(FOLDER, 'supergraph.graphql'), 'utf8');
const MARKS = ['cost', 'listSize'];

const supergraph = Supergraph.build(readRequirements(SUPERGRAPH).sdl);

const costOf = costOver(supergraph);

/** The marks of each field, as they are written. */
function marksIn({ definitions }: DocumentNode): [string, string[]][] {
  return definitions.flatMap((definition) =>
    definition.kind !== Kind.OBJECT_TYPE_DEFINITION
      ? []
      : (definition.fields ?? []).flatMap(({ name, directives = [] }): [string, string[]][] => {
          const marks = directives.filter((one) => MARKS.includes(one.name.value)).map((one: ConstDirectiveNode) => print(one));
          return marks.length === 0 ? [] : [[`${definition.name.value}.${name.value}`, marks.sort()]];
        }),
  );
}

describe('the supergraph', () => {
  const document = parse(SUPERGRAPH);

  it('names the specification, and both directives by the names that routers look for', () => {
    const links = document.definitions.flatMap((one) => (one.kind === Kind.SCHEMA_DEFINITION ? (one.directives ?? []) : [])).map(print);
    expect(links).toContain('@link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@listSize"])');
    const defined = document.definitions.flatMap((one) => (one.kind === Kind.DIRECTIVE_DEFINITION ? [one.name.value] : []));
    expect(defined).toEqual(expect.arrayContaining(MARKS));
  });

  it('says of each field what its subgraph says', () => {
    const said = subgraphNames(FOLDER).flatMap((name) => marksIn(readSubgraphSdl(FOLDER, name)));
    expect(said.length).toBeGreaterThan(40);
    expect(Object.fromEntries(marksIn(document))).toEqual(Object.fromEntries(said));
  });
});

it.each([
  ['{ customerMatches(email: "a@example.com") { id } }', 100],
  ['{ exportCustomer(id: "a:b:c") { exportedAt } }', 500],
  ['{ audiences { nodes { id } } }', 10 + 100],
  ['{ customer(id: "a:b:c") { support { tickets(first: 2) { nodes { comments { id } } } } } }', 1 + 1 + 1 + 2 * (1 + 100)],
  ['{ customer(id: "a:b:c") { sales { orders { nodes { items { sku } } } } } }', 1 + 1 + 1 + 10 * (1 + 100)],
  ['{ customers(emails: ["a@example.com", "b@example.com"]) { id } }', 2],
  ['{ customers { id } }', 100],
  ['mutation { retryOperation(id: "1") { id } }', 10 + 50],
])('%s costs %d by its marks', (text, cost) => expect(costOf(text)).toBe(cost));

it('every ready question stays far below what one operation may cost', async () => {
  const questions = await readQuestions({});
  const dear = questions.map(({ name, query, variables }) => ({ name, cost: costOf(query, variables) }));
  expect(dear.length).toBeGreaterThan(15);
  expect(dear.filter(({ cost }) => cost === 0 || cost > HOUSE_COST / 20)).toEqual([]);
});

it('the largest page of every ready question passes, and so do 100 customers at once', async () => {
  const keys = Array.from({ length: 100 }, (_, index) => `a${index}@example.com`);
  for (const { name, query, variables } of await readQuestions({})) {
    const most = { ...variables, ...('first' in variables && { first: 100 }), ...('emails' in variables && { emails: keys }) };
    expect({ name, isRefused: costOf(query, most) > HOUSE_COST }).toEqual({ name, isRefused: false });
  }
});

const PAGE = '(first: 100)';
it.each([
  [
    'the orders of the customers in a segment, with their lines',
    '{ segmentMembers(audience: "a") { nodes { sales { orders { nodes { items { sku } } } } } } }',
  ],
  [
    'every message of every ticket of a page of customers',
    `{ customersWithOpenTickets${PAGE} { nodes { support { tickets { nodes { comments { id } } } } } } }`,
  ],
  [
    'the people of the people of companies',
    `{ overdueCustomers${PAGE} { nodes { people${PAGE} { nodes { people { nodes { id } } } } } } }`,
  ],
  [
    'the same pages under many names',
    `{ customer(id: "a:b:c") { sales { ${Array.from({ length: 30 }, (_, n) => `o${n}: orders${PAGE} { nodes { items { sku } returns { id } } }`).join(' ')} } } }`,
  ],
])('%s: refused', (_, text) => expect(costOf(text)).toBeGreaterThan(HOUSE_COST));
