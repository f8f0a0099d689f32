// Shopify's one endpoint: takes a query through its limits (size of arrays, cost, bucket), runs it and reports what it cost.
// https://shopify.dev/docs/api/admin-graphql/2026-07
import { executeSync, type ExecutionResult, type GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Route, VendorAnswer } from '../../http/message';
import { rootLookup } from './asked-keys';
import { type ConnectionCost, type CostedQuery, costOf } from './cost';
import { queryMissing, throttled, tooCostly, tooManyEntries } from './errors';
import { type Bucket, MAX_QUERY_COST } from './limits';
import { type Operation, readOperation } from './operation';
import { fieldsOf } from './selected-fields';
import type { Asked } from './views';

/** "Input arguments that accept an array have a maximum size of 250": https://shopify.dev/docs/api/usage/limits#input-limits */
const MAX_ENTRIES = 250;
/** "Mutations: 10": https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits */
const MUTATION = 10;

export interface EndpointParts {
  schema: GraphQLSchema;
  root: object;
  bucket: Bucket;
  connectionCost: ConnectionCost;
}

export function createEndpoint(parts: EndpointParts): Route {
  return {
    method: 'POST',
    path: '/admin/api/2026-07/graphql.json',
    keys({ body }) {
      const operation = readOperation(parts.schema, body);
      return isOperation(operation) ? Math.max(1, lookupOf(parts, operation).keys) : 1;
    },
    operation({ body }) {
      const operation = readOperation(parts.schema, body);
      return isOperation(operation) ? (operation.node.name?.value ?? null) : null;
    },
    handle({ body }) {
      const operation = readOperation(parts.schema, body);
      if (operation === 'no query') return queryMissing();
      return isOperation(operation) ? answer(parts, operation) : { status: 200, body: { errors: operation } };
    },
  };
}

function isOperation(read: Operation | 'no query' | readonly GraphQLError[]): read is Operation {
  return typeof read === 'object' && 'document' in read;
}

function lookupOf({ schema }: EndpointParts, { root, node, fragments, variables }: Operation) {
  return rootLookup(root, fieldsOf(schema, fragments, root, [node.selectionSet]), variables);
}

function answer(parts: EndpointParts, operation: Operation): VendorAnswer {
  const { bucket, schema } = parts;
  const tooLong = lookupOf(parts, operation).arrays.find(({ size }) => size > MAX_ENTRIES);
  if (tooLong !== undefined) return tooManyEntries(tooLong.path, tooLong.size, MAX_ENTRIES);
  const query: CostedQuery = {
    schema,
    fragments: operation.fragments,
    variables: operation.variables,
    connectionCost: parts.connectionCost,
  };
  const base = operation.node.operation === OperationTypeNode.MUTATION ? MUTATION : 0;
  const requested = base + costOf(query, operation.root, operation.node.selectionSet);
  if (requested > MAX_QUERY_COST) return tooCostly(requested, MAX_QUERY_COST);
  if (!bucket.take(requested)) return throttled({ requestedQueryCost: requested, actualQueryCost: null, throttleStatus: bucket.status() });

  const asked: Asked = { notes: [] };
  const result = run(parts, operation, asked);
  // What broke was not refused in Shopify's way: the emulator contradicts its own schema, and the test must not learn from that.
  const broken = result.errors?.find(({ extensions }) => extensions['code'] === undefined);
  if (broken !== undefined) return { status: 500, body: { sandboxError: broken.message } };
  const actual = Math.min(requested, base + costOf(query, operation.root, operation.node.selectionSet, result.data ?? {}));
  bucket.giveBack(requested - actual);
  const cost = { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() };
  return { status: 200, body: { ...result, extensions: { cost, ...(asked.notes.length === 0 ? {} : { search: asked.notes }) } } };
}

function run({ schema, root }: EndpointParts, { document, name, rawVariables }: Operation, asked: Asked): ExecutionResult {
  return executeSync({
    schema,
    document,
    rootValue: root,
    contextValue: asked,
    variableValues: rawVariables,
    ...(name === null ? {} : { operationName: name }),
  });
}
