// Reads a request's body into an operation that may be executed: parsed, valid, its variables coerced.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { z } from 'zod';

export interface Operation {
  document: DocumentNode;
  node: OperationDefinitionNode;
  name: string | null;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Coerced, defaults filled in. */
  variables: Readonly<Record<string, unknown>>;
  /** As sent. */
  rawVariables: Readonly<Record<string, unknown>>;
  root: GraphQLObjectType;
}

const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** @returns 'no query' for a body that names none, else what is wrong with the query. */
export function readOperation(schema: GraphQLSchema, body: unknown): Operation | 'no query' | readonly GraphQLError[] {
  const read = bodySchema.safeParse(body);
  if (!read.success) return 'no query';
  const rawVariables = read.data.variables ?? {};
  let document: DocumentNode;
  try {
    document = parse(read.data.query);
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
  const faults = validate(schema, document);
  if (faults.length > 0) return faults;
  const name = read.data.operationName ?? null;
  const node = getOperationAST(document, name);
  const root = node?.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : schema.getQueryType();
  if (!node || !root) return [new GraphQLError(name === null ? 'No operation named' : `No operation named "${name}"`)];
  const { coerced, errors } = getVariableValues(schema, node.variableDefinitions ?? [], rawVariables);
  if (coerced === undefined)
    return errors.map((error) => new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'INVALID_VARIABLE' } }));
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return {
    document,
    node,
    name,
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
    variables: coerced,
    rawVariables,
    root,
  };
}
