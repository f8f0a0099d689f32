// Random graphs, guards, operations and callers: is the answer that of one guarded schema, and does no subgraph ever see what is
// withheld? Callers take turns on one executor, so that one who gets what was compiled for another is found out.
import {
  getNamedType,
  getVariableValues,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  print,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { Authoriser } from '../../../../gateway/authorisation/authoriser';
import { ANONYMOUS, type Caller } from '../../../../platform/request/caller';
import { compare } from '../../execution/differential/compare';
import { GRAPHS } from '../../execution/differential/differential';
import { LINK, type DifferentialGraph } from '../../execution/differential/graph';
import { openGraph, type OpenGraph } from '../../execution/differential/open-graph';
import { createRandom, type Random } from '../../execution/differential/random';
import { randomOperations, type Operation } from '../../execution/differential/random-operation';
import { createLink, type Subgraph } from '../../execution/differential/subgraphs';
import { expectedFor } from './expected';
import { passesAll, withGuards, type GuardTable } from './guards';

export interface Report {
  tried: number;
  /** Of these, how many had something withheld. */
  withheld: number;
  /** Operations whose plan no subgraph would take, for faults of the planner that are no matter of authorisation. */
  unplannable: number;
  /** Fetches that were looked through. */
  fetches: number;
  found: string[];
}

/** Where a test plants its bug. */
export interface Plant {
  authorises?(real: Authoriser): Authoriser;
}

interface Guarded {
  open: OpenGraph;
  table: GuardTable;
  /** Names of fields that are fetched to join subgraphs, whoever asks. */
  joining: ReadonlySet<string>;
}

const COMPOSITIONS = 40;

/** Where fields of two types differ in `!` only: see the differential. */
const PLANNED_WRONGLY = /invalid fetch: .* conflict because .*they return conflicting types/;

export async function runOracle({ n, seed, plant = {} }: { n: number; seed: number; plant?: Plant }): Promise<Report> {
  const report: Report = { tried: 0, withheld: 0, unplannable: 0, fetches: 0, found: [] };
  for (let round = 0; report.tried < n && report.found.length === 0; round += 1) {
    const random = createRandom(Math.imul(seed, 1_000_003) + round);
    const guarded = openGuarded(random.pick(GRAPHS), random);
    for (let document = 0; document < 40 && report.found.length === 0; document += 1) {
      const { open } = guarded;
      const [operation] = randomOperations(open.api, random, { ids: open.graph.ids, times: 1 });
      if (operation === undefined) continue;
      const callers = [randomCaller(random), randomCaller(random)];
      // Each way round, over what was compiled for the other.
      for (const caller of [...callers, ...callers.slice(0, 1)]) {
        await tryAs(guarded, operation, { caller, random, report, plant, round }).catch((error: unknown) => {
          if (!(error instanceof Error) || !PLANNED_WRONGLY.test(error.message)) throw error;
          report.unplannable += 1;
        });
      }
    }
  }
  return report;
}

function openGuarded(graph: DifferentialGraph, random: Random): Guarded {
  for (let attempt = 0; attempt < COMPOSITIONS; attempt += 1) {
    const { graph: guarded, table } = withGuards(graph, random);
    try {
      return { open: openGraph(guarded), table, joining: joiningIn(guarded) };
    } catch (error) {
      // What requires something guarded has to be guarded as much: composition sees to it.
      if (!(error instanceof TypeError) || !error.message.includes('does not compose')) throw error;
    }
  }
  return { open: openGraph(graph), table: new Map(), joining: joiningIn(graph) };
}

function joiningIn({ subgraphs }: DifferentialGraph): ReadonlySet<string> {
  const names = new Set<string>();
  for (const sdl of Object.values(subgraphs)) {
    visit(parse(LINK + sdl), {
      Directive({ name, arguments: given = [] }) {
        if (name.value !== 'key' && name.value !== 'requires') return;
        const fields = given.find((one) => one.name.value === 'fields')?.value;
        if (fields?.kind !== Kind.STRING) return;
        visit(parse(`{ ${fields.value} }`), { Field: (field) => void names.add(field.name.value) });
      },
    });
  }
  return names;
}

function randomCaller(random: Random): Caller {
  if (random.chance(0.25)) return ANONYMOUS;
  const some = (names: readonly string[]): string[] => names.filter(() => random.chance(0.5));
  return { ...ANONYMOUS, kind: 'person', subject: 'somebody', scopes: some(['a', 'b', 'c']), policies: some(['p', 'q']) };
}

interface Trial {
  caller: Caller;
  random: Random;
  report: Report;
  plant: Plant;
  round: number;
}

async function tryAs(
  { open, table, joining }: Guarded,
  operation: Operation,
  { caller, random, report, plant, round }: Trial,
): Promise<void> {
  const { api, executor, subgraphs, graph } = open;
  const authorises = plant.authorises?.(open.authorises) ?? open.authorises;
  const { operationName, variables } = operation;
  const document = separateOperations(operation.document)[operationName ?? ''] ?? operation.document;
  const asked = { document: operation.document, documentId: idOf(operation.document), operationName };
  const seen: string[] = [];
  const world = graph.world();
  const links = new Map(
    subgraphs.map((subgraph) => {
      const link = createLink(subgraph, { world, random, down: null, asText: false });
      const send: typeof link.send = (request) => {
        report.fetches += 1;
        seen.push(...leaksIn(subgraph, request.query, { table, joining, caller }));
        return link.send(request);
      };
      return [subgraph.name, { ...link, send }];
    }),
  );
  report.tried += 1;
  const withhold = authorises.withheldFrom(caller, asked);
  if (withhold !== undefined) report.withheld += 1;
  const compiled = executor.compile({ ...asked, withhold });
  const answer = await executor.execute(compiled, variables, {
    linkOf: (name) => links.get(name) ?? raise(`no subgraph ${name}`),
    headersFor: () => ({}),
    patience: undefined,
    answered: () => undefined,
    failed: (name, error) => raise(`${name} failed: ${String(error.cause)}`),
  });
  const { variables: defined } = compiled;
  const { coerced = {} } = getVariableValues(api, defined, variables);
  const { answer: expected, possible } = await expectedFor(
    open,
    { ...operation, document, variables: coerced },
    { table, caller, given: variables },
  );
  const difference = compare(answer, expected, possible);
  for (const what of [...seen, ...(difference === null ? [] : [difference])]) {
    report.found.push(
      [
        `${what}, round ${round} of ${graph.name}`,
        print(document),
        JSON.stringify({ caller, variables, answer, expected }),
        tableText(table),
      ].join('\n'),
    );
  }
}

/** Fields of a fetch that the caller may not see, and that no join needs. */
function leaksIn(
  { name, schema }: Subgraph,
  query: string,
  { table, joining, caller }: { table: GuardTable; joining: ReadonlySet<string>; caller: Caller },
): string[] {
  const types = new TypeInfo(schema);
  const found: string[] = [];
  visit(
    parse(query),
    visitWithTypeInfo(types, {
      Field(field) {
        const parent = types.getParentType();
        const returned = types.getType();
        const fieldName = field.name.value;
        if (parent == null || returned == null || fieldName.startsWith('_') || joining.has(fieldName)) return;
        const places = membersIn(schema, parent.name).flatMap((member) => [member, `${member}.${fieldName}`]);
        if (!passesAll(table, [...places, `${parent.name}.${fieldName}`, getNamedType(returned).name], caller)) {
          found.push(`${name} is asked for ${parent.name}.${fieldName}`);
        }
      },
    }),
  );
  return found;
}

function membersIn(schema: GraphQLSchema, typeName: string): string[] {
  const type = schema.getType(typeName);
  return isObjectType(type) ? [type.name] : isAbstractType(type) ? schema.getPossibleTypes(type).map((one) => one.name) : [];
}

const ids = new WeakMap<DocumentNode, string>();
let count = 0;

function idOf(document: DocumentNode): string {
  const known = ids.get(document) ?? `document ${(count += 1)}`;
  ids.set(document, known);
  return known;
}

function tableText(table: GuardTable): string {
  return [...table].map(([place, guards]) => `${place} ${guards.map(({ text }) => text).join(' ')}`).join('\n');
}

function raise(message: string): never {
  throw new TypeError(message);
}
