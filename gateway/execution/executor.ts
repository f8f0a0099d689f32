// Answers operations over a graph: compiled the first time they are asked, walked from then on. Between Apollo Server, which has
// parsed and validated them, and the links to the subgraphs.
import { getVariableValues, type DocumentNode, type GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { AlsoAsk } from './also-ask';
import type { FetchEnvironment } from './ask';
import { compileOperation, type CompiledOperation } from './compile';
import type { Entity } from './data';
import type { Disguise } from './disguise';
import { createErrorBook } from './error-book';
import { walk } from './execute';
import type { Graph } from './graph';
import { textOf, type FieldNames } from './normalise';
import type { Fault } from './fault';
import type { Withhold } from './withheld';

export interface OperationRequest {
  /** Valid for the graph's API schema. */
  document: DocumentNode;
  /** Names this document, and no other: its hash. */
  documentId: string;
  /** null = it has one operation. */
  operationName: string | null;
  /** As the client sent them. */
  variables: Readonly<Record<string, unknown>>;
  /** What the caller may not see of it; left out = nothing. */
  withhold?: Withhold | undefined;
}

export interface Answer {
  /** Left out where nothing was asked of anybody: the request itself was wrong. */
  data?: Entity | null;
  errors?: readonly GraphQLError[];
}

export interface Executor {
  /** The name of whoever plans. */
  readonly planner: string;
  /** The operation as it will be walked. Throws a GraphQLError where it cannot be planned. */
  compile(request: Omit<OperationRequest, 'variables'>): CompiledOperation;
  /**
   * Never rejects for a subgraph's sake. `disguise`: how some of the values are shown; left out = as they are. `seen` is given what the
   * subgraphs answered, in keys of the data, before it is shaped; not called where the request itself was wrong.
   */
  execute(
    operation: CompiledOperation,
    variables: Readonly<Record<string, unknown>>,
    environment: FetchEnvironment,
    disguise?: Disguise,
    seen?: (data: Entity) => void,
  ): Promise<Answer>;
  /** How many compiled operations are kept. */
  readonly size: number;
}

/** Bounds of what is kept compiled: by number, and by the text of what they send, which their memory grows with. */
const MOST_OPERATIONS = 1_000;
const MOST_TEXT = 20_000_000;

export function createExecutor(graph: Graph, names: FieldNames, alsoAsk?: AlsoAsk): Executor {
  const compiled = new LRUCache<string, CompiledOperation>({ max: MOST_OPERATIONS, maxSize: MOST_TEXT, sizeCalculation: sizeOf });
  /** The same operation is sent in many layouts: each is known by the text of the first. */
  const texts = new LRUCache<string, string>({ max: MOST_OPERATIONS });

  return {
    planner: graph.planner.name,
    compile({ document, documentId, operationName, withhold }) {
      const id = `${documentId} ${operationName ?? ''}`;
      let text = texts.get(id);
      if (text === undefined) {
        text = `${textOf(document)} ${operationName ?? ''}`;
        texts.set(id, text);
      }
      // What two callers may see differs: each has an operation of its own, and never gets the other's.
      const key = withhold === undefined ? text : `${text} without ${withhold.id}`;
      let operation = compiled.get(key);
      if (operation === undefined) {
        operation = compileOperation(document, operationName, graph, names, { withhold, alsoAsk });
        compiled.set(key, operation);
      }
      return operation;
    },
    async execute(operation, given, environment, disguise, seen) {
      const coerced = getVariableValues(graph.api, operation.variables, given);
      if (coerced.errors !== undefined) return { errors: coerced.errors };
      const variables = coerced.coerced;
      const data: Entity = operation.introspect(variables);
      const { kind, asked, clientKeys } = operation;
      const errors = createErrorBook({ graph, data, kind, selections: operation.selectionsWith(variables), asked, clientKeys });
      if (operation.steps !== null) await walk(operation.steps, { graph, data, variables, environment, errors });
      seen?.(data);
      const faults: Fault[] = [];
      const shaped = operation.projectWith(variables, disguise)(data, faults);
      const told = errors.close(faults, shaped);
      return told.length === 0 ? { data: shaped } : { data: shaped, errors: told };
    },
    get size() {
      return compiled.size;
    },
  };
}

function sizeOf({ textLength }: CompiledOperation): number {
  return textLength;
}
