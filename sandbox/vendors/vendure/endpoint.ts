// Vendure's one endpoint: reads a query, runs it for who asks, and words what came of it. https://docs.vendure.io/guides/getting-started/graphql-intro/
import { type DocumentNode, executeSync, getOperationAST, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { z } from 'zod';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import { countKeys } from './asked-keys';
import { badDocument, badVariables, httpError, noOperation, queryMissing } from './errors';
import type { Sessions } from './sessions';
import type { Asked } from './views';

/** `express.json()`, which Vendure's HTTP side reads bodies with: https://expressjs.com/en/api.html#express.json */
const LONGEST_BODY = 100 * 1024;

const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export interface EndpointParts {
  schema: GraphQLSchema;
  root: object;
  sessions: Sessions;
  apiKey: string;
}

export function createEndpoint(parts: EndpointParts): Route {
  return {
    method: 'POST',
    path: '/admin-api',
    keys: ({ body }) => Math.max(1, countKeys(bodySchema.safeParse(body).data?.variables)),
    operation: ({ body }) => /^\s*(?:query|mutation)\s+(\w+)/.exec(bodySchema.safeParse(body).data?.query ?? '')?.[1] ?? null,
    handle: (request) => answer(parts, request),
  };
}

function answer({ schema, root, sessions, apiKey }: EndpointParts, { body, bodyLength, headers }: VendorRequest): VendorAnswer {
  // As seen: no 413, and no word.
  if (bodyLength > LONGEST_BODY) return httpError(500, '');
  const read = bodySchema.safeParse(body);
  if (!read.success) return queryMissing();
  const { query, variables, operationName } = read.data;
  const document = readDocument(query);
  if (document instanceof GraphQLError) return badDocument([document], 'GRAPHQL_PARSE_FAILED');
  const faults = validate(schema, document);
  if (faults.length > 0) return badDocument(faults, 'GRAPHQL_VALIDATION_FAILED');
  if (!getOperationAST(document, operationName)) return noOperation();

  const token = /^bearer\s(.+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
  const key = headers['vendure-api-key'];
  const known = token === null ? key === apiKey : sessions.isOn(token);
  const asked: Asked = { signedIn: known, token, newToken: known || (token === null && key === undefined) ? null : '' };
  const result = executeSync({
    ...{ schema, document, rootValue: root, contextValue: asked, variableValues: variables ?? {} },
    ...(typeof operationName === 'string' ? { operationName } : {}),
  });
  if (result.data === undefined) return badVariables(result.errors ?? []);
  return {
    status: 200,
    body: result,
    // A token that is none is answered by an empty one: the caller shall forget it.
    headers: asked.newToken === null ? {} : { 'vendure-auth-token': asked.newToken },
  };
}

function readDocument(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
