// Sends the visitor's operations to the gateway and notes what each answer says about its cost.
import type { ComponentProps } from 'react';
import { getOperationAST, parse } from 'graphql';
import type { GraphiQL } from 'graphiql';
import { isRecord, parseJson } from './json';
import { noteAnswer } from './last-answer';

type Fetcher = ComponentProps<typeof GraphiQL>['fetcher'];

/** A fetcher for one endpoint of this origin; the gateway answers each request whole, so nothing is incremental. */
export function createFetcher(graphqlPath: string): Fetcher {
  return async (operation, options) => {
    const response = await fetch(graphqlPath, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...options?.headers,
      },
      body: JSON.stringify({ ...operation, operationName: nameWithin(operation.query, operation.operationName) }),
    });
    const answer = parseJson(await response.text());
    if (!isRecord(answer)) throw new Error(`the gateway answered ${response.status} without JSON`);
    if (operation.operationName !== 'IntrospectionQuery') noteAnswer(answer);
    return answer;
  };
}

/** The name if the document holds it: for a moment after a change of tabs GraphiQL still names the previous tab's operation. */
function nameWithin(query: string, name: string | null | undefined): string | undefined {
  try {
    return getOperationAST(parse(query), name)?.name?.value;
  } catch {
    // A document with a syntax error is the gateway's to refuse.
    return undefined;
  }
}
