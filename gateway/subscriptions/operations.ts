// What a client asks over an open connection, whichever its transport: the same door as over HTTP, then one answer for a query or a
// mutation, and a subscriber for a subscription, each of whose answers is a request of its own, with a context of its own.
import type { ApolloServer } from '@apollo/server';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Log } from '../../platform/log';
import type { Caller } from '../../platform/request/caller';
import { closeContext, createContext, requestIdOf, type GatewayContext } from '../context';
import type { GatewaySettings } from '../env';
import { readIncoming } from '../limits/incoming';
import type { Door } from '../limits/door';
import type { TrustedDocuments } from '../trusted-documents/manifest';
import { answerFor, type Answer } from './answer';
import { isRefused, type Connection, type Connections } from './connections';
import type { Executions } from './executions';
import type { Listener, Listeners } from './listeners';
import type { Places } from './places';
import { rewriteSubscription, type SubscribedQuery } from './rewrite';
import { shownErrors } from './shown-errors';
import { createSubscriber, type Subscriber } from './subscriber';

/** As both protocols carry it. */
export interface Asked {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

/** An operation that may be answered. */
export type Prepared = { document: DocumentNode } & (
  { kind: 'once'; isMutation: boolean; answer(): Promise<FormattedExecutionResult> } | { kind: 'stream'; subscribe(): Subscriber }
);

export interface Operations {
  schema(): GraphQLSchema;
  /** Rejects with a GraphQLError, or with `Invalid`. */
  prepare(connection: Connection, asked: Asked): Promise<Prepared>;
  /** The graph is another one: each subscription is looked at again, and ended with an error where it does not fit any more. */
  reloaded(): void;
  /** Ends every subscription. */
  close(): void;
}

/** The document is at fault: what to tell the client. */
export class Invalid extends Error {
  override readonly name = 'Invalid';

  constructor(readonly faults: readonly GraphQLError[]) {
    super('the document is at fault');
  }
}

export interface OperationsOptions {
  apollo: ApolloServer<GatewayContext>;
  settings: GatewaySettings;
  log: Log;
  door: Door;
  trusted: TrustedDocuments;
  connections: Connections;
  executions: Executions;
  listeners: Listeners;
  places: Places;
  schema(): GraphQLSchema;
}

const MOST_VALIDATION_ERRORS = 20;
/** A bug of ours: the stream goes on. */
const FAILED: Answer = {
  result: { data: null, errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
  watched: null,
};

export function createOperations(options: OperationsOptions): Operations {
  const { apollo, settings, log, door, trusted, connections, executions, listeners, places, schema } = options;
  /** What each subscription checks when the graph has changed. */
  const open = new Map<Subscriber, () => readonly GraphQLError[]>();

  function contextOf({ headers, address }: Connection, caller: Caller): GatewayContext {
    const { REQUEST_TIMEOUT_MS: timeoutMs, FORWARD_HEADERS: forward } = settings;
    return createContext(headers, timeoutMs, { forward, caller, address, requestId: requestIdOf({}) });
  }

  function faultsOf(document: DocumentNode): readonly GraphQLError[] {
    return validate(schema(), document, undefined, { maxErrors: MOST_VALIDATION_ERRORS });
  }

  function subscribe(connection: Connection, caller: Caller, document: DocumentNode, subscribed: SubscribedQuery): Subscriber {
    const leave = places.take(contextOf(connection, caller).payer, connection);
    const listener: Listener = { heard: () => subscriber.heard(executions.now()) };
    const subscriber = createSubscriber({
      since: subscribed.initial ? executions.now() : null,
      async answer(after) {
        const now = await connections.callerOf(connection).catch((error: unknown) => {
          if (isRefused(error)) return null;
          return error instanceof GraphQLError ? error : new GraphQLError('The caller cannot be told.');
        });
        if (now === null) {
          connection.refuse();
          return null;
        }
        if (now instanceof GraphQLError) return { data: null, errors: shownErrors([now], settings) };
        const asked = { apollo, executions, context: contextOf(connection, now), subscribed, after };
        const { result, watched } = await answerFor(asked).catch((error: unknown) => {
          log.error('an event could not be answered', { stack: error instanceof Error ? (error.stack ?? '') : '' });
          return FAILED;
        });
        if (watched !== null && open.has(subscriber)) listeners.add(watched, listener);
        return result;
      },
      ended() {
        leave();
        listeners.remove(listener);
        open.delete(subscriber);
      },
    });
    listeners.add(subscribed.id, listener);
    open.set(subscriber, () => faultsOf(document));
    return subscriber;
  }

  return {
    schema,
    async prepare(connection, { query: given, operationName, variables, extensions }) {
      const caller = await connections.callerOf(connection);
      const incoming = readIncoming({ query: given, variables, extensions }, undefined);
      door.enter(incoming, caller, requestIdOf({}));
      const text = incoming.query ?? (incoming.documentId === undefined ? undefined : trusted.textOf(incoming.documentId));
      if (text === undefined) throw new Invalid([new GraphQLError('There is no document in the request.')]);
      const name = typeof operationName === 'string' ? operationName : undefined;
      const values = isObject(variables) ? variables : {};
      const document = parseDocument(text, settings.LIMIT_TOKENS);
      const operation = getOperationAST(document, name);
      if (operation == null) throw new Invalid([new GraphQLError('Say by its name which of the operations is meant.')]);
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
        const faults = faultsOf(document);
        if (faults.length > 0) throw new Invalid(faults);
        const subscribed = rewritten(schema(), document, name, values);
        return { kind: 'stream', document, subscribe: () => subscribe(connection, caller, document, subscribed) };
      }
      return {
        kind: 'once',
        document,
        isMutation: operation.operation === OperationTypeNode.MUTATION,
        async answer() {
          const contextValue = contextOf(connection, caller);
          try {
            const request = { query: text, variables: values, ...(name === undefined ? {} : { operationName: name }) };
            const { body } = await apollo.executeOperation(request, { contextValue });
            return body.kind === 'single' ? body.singleResult : body.initialResult;
          } finally {
            closeContext(contextValue, true);
          }
        },
      };
    },
    reloaded() {
      for (const [subscriber, check] of open) {
        const faults = check();
        if (faults.length > 0) subscriber.end({ errors: shownErrors(faults, settings) });
      }
    },
    close() {
      for (const subscriber of [...open.keys()]) subscriber.end();
    },
  };
}

function parseDocument(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? new Invalid([error]) : error;
  }
}

function rewritten(...given: Parameters<typeof rewriteSubscription>): SubscribedQuery {
  try {
    return rewriteSubscription(...given);
  } catch (error) {
    throw error instanceof GraphQLError ? new Invalid([error]) : error;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
