// An operation, compiled once: what is to be asked of whom, and how the answer is shaped. From then on a request only has to be
// walked through it.
import {
  execute,
  GraphQLError,
  Kind,
  print,
  type DocumentNode,
  type GraphQLSchema,
  type OperationTypeNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Selections } from './collect-fields';
import { conditionVariables, isWantedWith } from './conditions';
import { isEntity, type Entity } from './data';
import type { Graph } from './graph';
import { fragmentsIn, normalise, operationIn, type FieldNames } from './normalise';
import { fetchesOf, type PlanNode } from './plan';
import { compileProjection, rootTypeOf, type Project } from './project';
import { shapeOf, type Shape } from './shape';
import { compileSteps, type Step } from './steps';

export interface CompiledOperation {
  plan: PlanNode | null;
  steps: Step | null;
  /** Subgraphs that it may ask, each once. */
  subgraphs: readonly string[];
  variables: readonly VariableDefinitionNode[];
  /** Characters of all that it was compiled from. */
  textLength: number;
  clientKeys: ReadonlyMap<string, string>;
  kind: OperationTypeNode;
  /** What the client asks whatever conditions and types hold, in keys of the data. */
  asked: Shape;
  /** What it asks with these values of the variables that conditions name. */
  selectionsWith(variables: Readonly<Record<string, unknown>>): Selections;
  /** The projection for these values of the variables that conditions name. */
  projectWith(variables: Readonly<Record<string, unknown>>): Project;
  /** Answers the root fields about the schema itself. */
  introspect(variables: Readonly<Record<string, unknown>>): Entity;
}

/** Answers are shaped in as many ways as conditions hold; of an operation with many of them the latest are kept. */
const MOST_PROJECTIONS = 32;

/** Throws a GraphQLError where the operation cannot be planned. */
export function compileOperation(given: DocumentNode, operationName: string | null, graph: Graph, names: FieldNames): CompiledOperation {
  const { document, operation, fragments, asksSubgraphs, introspection, clientKeys } = normalise(given, operationName, names);
  const plan = asksSubgraphs ? graph.planner.plan(document) : null;
  // Those of the roots that are answered here too, which the planner does not see.
  const conditions = conditionVariables({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] });
  // An empty plan for a question that is not empty: better no answer than nulls that nobody looked up.
  if (asksSubgraphs && plan === null && !isWhollyConditional(document)) {
    throw new GraphQLError('This operation cannot be planned.', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  }
  const fetches = fetchesOf(plan);
  const root = rootTypeOf(graph, operation.operation);
  const projections = new Map<string, Project>();
  const selectionsWith = (variables: Readonly<Record<string, unknown>>): Selections => ({
    nodes: operation.selectionSet.selections,
    fragments,
    isWanted: isWantedWith(variables),
  });
  return {
    plan,
    steps: compileSteps(plan, graph),
    subgraphs: [...new Set(fetches.map(({ subgraph }) => subgraph))],
    variables: operation.variableDefinitions ?? [],
    textLength: fetches.reduce((sum, fetch) => sum + fetch.operation.length, print(document).length),
    clientKeys,
    kind: operation.operation,
    asked: shapeOf(operation.selectionSet, fragments),
    selectionsWith,
    projectWith(variables) {
      const key = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
      const known = projections.get(key);
      if (known !== undefined) return known;
      const project = compileProjection({ graph, selections: selectionsWith(variables), clientKeys }, root);
      if (projections.size >= MOST_PROJECTIONS) projections.clear();
      projections.set(key, project);
      return project;
    },
    introspect: (variables) => (introspection === null ? {} : answerHere(graph.api, introspection, variables)),
  };
}

function answerHere(schema: GraphQLSchema, document: DocumentNode, variableValues: Readonly<Record<string, unknown>>): Entity {
  const answer = execute({ schema, document, variableValues });
  const data: unknown = 'data' in answer ? answer.data : null;
  return isEntity(data) ? data : {};
}

/** Is every root field that asks a subgraph under a condition that may be false? */
function isWhollyConditional(document: DocumentNode): boolean {
  const fragments = fragmentsIn(document);
  const isConditional = (node: SelectionNode): boolean => {
    if (node.directives?.some(({ name }) => ['skip', 'include'].includes(name.value)) === true) return true;
    if (node.kind === Kind.FIELD) return node.name.value === '__typename';
    const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    return inner?.selectionSet.selections.every(isConditional) ?? true;
  };
  return operationIn(document).selectionSet.selections.every(isConditional);
}
