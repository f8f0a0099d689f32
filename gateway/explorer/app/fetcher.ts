// Sends the visitor's operations to the gateway and notes what each answer says about its cost.
import type { ComponentProps } from 'react';
import { getOperationAST, OperationTypeNode, parse, type OperationDefinitionNode } from 'graphql';
import type { GraphiQL } from 'graphiql';
import { withCredentials } from './credentials';
import { eventsOf } from './events';
import { isRecord, parseJson } from './json';
import { noteAnswer } from './last-answer';

type Fetcher = ComponentProps<typeof GraphiQL>['fetcher'];

/** A fetcher for one endpoint of this origin; the gateway answers each request whole, and a subscription once for each event. */
export function createFetcher(graphqlPath: string): Fetcher {
  return async (operation, options) => {
    const { query } = operation;
    const meant = operationIn(query, operation.operationName);
    const operationName = meant?.name?.value;
    if (meant?.operation === OperationTypeNode.SUBSCRIPTION) {
      const variables: unknown = operation.variables;
      const subscription = { query, operationName, variables: isRecord(variables) ? variables : undefined };
      return eventsOf(graphqlPath, subscription, withCredentials({}, options?.headers));
    }
    const response = await fetch(graphqlPath, {
      method: 'POST',
      headers: withCredentials(
        { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
        options?.headers,
      ),
      body: JSON.stringify({ ...operation, operationName }),
    });
    const answer = parseJson(await response.text());
    if (!isRecord(answer)) throw new Error(`the gateway answered ${response.status} without JSON`);
    if (operation.operationName !== 'IntrospectionQuery') noteAnswer(answer);
    return answer;
  };
}

/** The operation of that name, or the only one: for a moment after an edit GraphiQL still names what was there before. */
function operationIn(query: string, name: string | null | undefined): OperationDefinitionNode | null {
  try {
    const document = parse(query);
    return getOperationAST(document, name) ?? getOperationAST(document) ?? null;
  } catch {
    // A document with a syntax error is the gateway's to refuse.
    return null;
  }
}
