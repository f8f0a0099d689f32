// The subgraphs of a graph, in process behind links. Each reads of the world what its SDL lets it: what a field requires it knows from
// the representation alone.
import {
  execute,
  isObjectType,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { UpstreamError } from '../../../../platform/errors';
import type { SubgraphLink, SubgraphRequest, SubgraphResponse } from '../../../../platform/link/link';
import { buildSchema } from '../../../../platform/subgraph/schema';
import { isRow, Lazy, LINK, type Arguments, type DifferentialGraph, type Row, type World } from './graph';
import type { Random } from './random';
import { keysIn } from './supergraph-facts';

/** A row as a reference led to it, with what the reference said. */
class Referred {
  constructor(
    readonly row: Row,
    readonly said: Arguments,
    /** As this subgraph calls it. */
    readonly __typename: string,
  ) {}
}

export interface Subgraph {
  name: string;
  schema: GraphQLSchema;
}

export function buildSubgraphs(graph: DifferentialGraph): Subgraph[] {
  return Object.entries(graph.subgraphs).map(([name, sdl]) => {
    const document = parse(LINK + sdl);
    return { name, schema: buildSchema(document, referenceResolvers(document)) };
  });
}

function referenceResolvers(document: DocumentNode): Record<string, object> {
  return Object.fromEntries(
    [...keysIn(document)].map(([typeName, keys]) => [
      typeName,
      {
        __resolveReference(said: Arguments, world: World, { schema }: GraphQLResolveInfo) {
          const key = keys.find(({ selection }) => holds(selection, said));
          if (key === undefined) throw new TypeError(`no key of ${typeName} in ${JSON.stringify(said)}`);
          // An interface, or an interface object: the row is of one of its types, and keys are not shared between interfaces here.
          const row = world.rows.find((one) => isOf(one, typeName, world) && sameBy(key.selection, one, said));
          if (row === undefined) return null;
          return new Referred(row, said, isObjectType(schema.getType(typeName)) ? typeName : row.__typename);
        },
      },
    ]),
  );
}

function isOf(row: Row, typeName: string, { rows }: World): boolean {
  return row.__typename === typeName || !rows.some(({ __typename }) => __typename === typeName);
}

function holds({ selections }: SelectionSetNode, said: Arguments): boolean {
  return selections.every((one) => one.kind === Kind.FIELD && said[one.name.value] !== undefined);
}

function sameBy({ selections }: SelectionSetNode, row: Row, said: Arguments): boolean {
  return selections.every((one) => {
    if (one.kind !== Kind.FIELD) return false;
    const mine: unknown = row[one.name.value];
    const given = said[one.name.value];
    if (one.selectionSet === undefined) return mine === given;
    return (
      isRow(mine) &&
      typeof given === 'object' &&
      given !== null &&
      sameBy(one.selectionSet, mine, Object.fromEntries(Object.entries(given)))
    );
  });
}

const readField: GraphQLFieldResolver<unknown, World> = (source, given: Arguments, world, { fieldName, parentType }) => {
  const row = source instanceof Referred ? source.row : source;
  if (!isRow(row)) throw new TypeError(`${parentType.name}.${fieldName} of no row`);
  const compute = world.computed[`${parentType.name}.${fieldName}`];
  if (compute !== undefined) {
    if (!(source instanceof Referred)) throw new TypeError(`${parentType.name}.${fieldName} was asked without what it requires`);
    return compute(source.said, given);
  }
  const value = row[fieldName];
  return value instanceof Lazy ? value.of(given) : value;
};

const typeOf = (value: unknown): string | undefined => {
  const row = value instanceof Referred ? value.row : value;
  return isRow(row) ? row.__typename : undefined;
};

export interface LinkOptions {
  world: World;
  random: Random;
  /** The one that is down; null = all are well. */
  down: string | null;
  /** Requests travel as text, which is then all that is read. */
  asText: boolean;
}

const documents = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();

export function createLink({ name, schema }: Subgraph, { world, random, down, asText }: LinkOptions): SubgraphLink {
  async function send(request: SubgraphRequest): Promise<SubgraphResponse> {
    // Answers come in any order.
    for (let turns = random.int(4); turns > 0; turns -= 1) await null;
    if (name === down) throw new UpstreamError(name, 'UPSTREAM_UNAVAILABLE');
    const { query, variables, operationName } = asText ? requestIn(request.body) : request;
    const answer = await execute({
      schema,
      document: documentOf(schema, query),
      contextValue: world,
      rootValue: query.startsWith('mutation') ? world.mutation : world.query,
      variableValues: overTheWire(variables),
      operationName,
      fieldResolver: readField,
      typeResolver: typeOf,
    });
    return overTheWire({
      data: answer.data ?? null,
      ...(answer.errors === undefined
        ? {}
        : { errors: answer.errors.map(({ message, path }) => ({ message, path: [...(path ?? [])], extensions: { code: 'TEST' } })) }),
    });
  }
  return { name, takesText: asText, send, close: () => Promise.resolve() };
}

/** What a planner sends is valid, or the test is to fail aloud. */
function documentOf(schema: GraphQLSchema, query: string): DocumentNode {
  const known = documents.get(schema) ?? new Map<string, DocumentNode>();
  documents.set(schema, known);
  const document = known.get(query) ?? parse(query);
  if (!known.has(query)) {
    const [fault] = validate(schema, document);
    if (fault !== undefined) throw new TypeError(`invalid fetch: ${fault.message} in ${query}`);
    known.set(query, document);
  }
  return document;
}

function requestIn(body: string | undefined): Pick<SubgraphRequest, 'query' | 'variables' | 'operationName'> {
  const request: Pick<SubgraphRequest, 'query' | 'variables' | 'operationName'> = JSON.parse(body ?? 'null');
  return request;
}

/** A copy that shares nothing, as JSON makes it. */
function overTheWire<T>(value: T): T {
  if (value === undefined) return value;
  const copy: T = JSON.parse(JSON.stringify(value));
  return copy;
}
