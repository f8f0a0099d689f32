// One answer to one subscriber: the rewritten query, run through the server like any request, or shared with those who ask the same.
import type { ApolloServer } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import { closeContext, type GatewayContext } from '../context';
import type { Executions } from './executions';
import { CANONICAL, type SubscribedQuery } from './rewrite';

export interface AnswerOptions {
  apollo: ApolloServer<GatewayContext>;
  executions: Executions;
  /** Of this answer alone, where it is not shared. */
  context: GatewayContext;
  subscribed: SubscribedQuery;
  /** A moment of the executions' clock: the answer was begun later. */
  after: number;
}

export interface Answer {
  result: FormattedExecutionResult;
  /** The own id of the customer or operation that it is of; null = of none, or it may not be seen. */
  watched: string | null;
}

/** Never rejects for a subgraph's sake: an answer with errors is one. */
export async function answerFor({ apollo, executions, context, subscribed, after }: AnswerOptions): Promise<Answer> {
  const { query, operationName, variables, key } = subscribed;
  const run = async (): Promise<FormattedExecutionResult> => {
    try {
      const request = { query, variables, ...(operationName === undefined ? {} : { operationName }) };
      const { body } = await apollo.executeOperation(request, { contextValue: context });
      return body.kind === 'single' ? body.singleResult : body.initialResult;
    } finally {
      closeContext(context, true);
    }
  };
  const { caller, payer, forwardedHeaders, report, priority, explain } = context;
  const name = JSON.stringify([query, operationName, variables, caller, payer, forwardedHeaders, report, priority, explain]);
  try {
    return withoutOurs(await executions.answer(name, after, run), key);
  } finally {
    // Shared: what was made for it is of no use.
    closeContext(context, true);
  }
}

/** The answer as the client asked for it. The one that is shared stays as it is. */
function withoutOurs(result: FormattedExecutionResult, key: string): Answer {
  const watched = result.data?.[key];
  if (!isObject(watched)) return { result, watched: null };
  const { [CANONICAL]: id, ...shown } = watched;
  return { result: { ...result, data: { ...result.data, [key]: shown } }, watched: typeof id === 'string' ? id : null };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
