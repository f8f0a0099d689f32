// An operation, compiled once: what is to be asked of whom, and how the answer is shaped. From then on a request only has to be
// walked through it.
import {
  execute,
  GraphQLError,
  Kind,
  OperationTypeNode,
  print,
  type DocumentNode,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import type { Selections } from './collect-fields';
import { canBeWanted, conditionVariables, isWantedWith } from './conditions';
import { isEntity, type Entity } from './data';
import type { Disguise } from './disguise';
import type { Graph } from './graph';
import { fragmentsIn, normalise, operationIn, type Amendments, type FieldNames } from './normalise';
import { fetchesOf, type PlanNode } from './plan';
import { planMutation } from './planner/mutation';
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
  /** What the client asks, and is not withheld, whatever conditions and types hold, in keys of the data. */
  asked: Shape;
  /** What of it is asked with these values of the variables that conditions name. */
  selectionsWith(variables: Readonly<Record<string, unknown>>): Selections;
  /** The projection for these values of the variables that conditions name; `disguise` as it is to be shown. */
  projectWith(variables: Readonly<Record<string, unknown>>, disguise?: Disguise): Project;
  /** Answers the root fields about the schema itself. */
  introspect(variables: Readonly<Record<string, unknown>>): Entity;
}

/** Answers are shaped in as many ways as conditions hold; of an operation with many of them the latest are kept. */
const MOST_PROJECTIONS = 32;

/** The variables in which entities are sent: one of the client's in the same text would be another's value. */
const RESERVED = /^representations\d*$/;

/** Throws a GraphQLError where the operation cannot be planned. */
export function compileOperation(
  given: DocumentNode,
  operationName: string | null,
  graph: Graph,
  names: FieldNames,
  amendments: Amendments = {},
): CompiledOperation {
  const normalised = normalise(given, operationName, names, amendments);
  const { document, operation, fragments, withheld, asked, introspection, clientKeys } = normalised;
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const plan = asked === null ? null : isMutation ? planMutation(document, graph.planner) : graph.planner.plan(document);
  // Those of the roots that are answered here too, which the planner does not see.
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] };
  const conditions = conditionVariables(whole);
  // An empty plan for a question that is not empty: better no answer than nulls that nobody looked up.
  if (asked !== null && plan === null && canBeWanted(operationIn(asked).selectionSet.selections)) {
    throw new GraphQLError('This operation cannot be planned.', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  }
  const fetches = fetchesOf(plan);
  if (fetches.some(({ requires, variables }) => requires !== null && variables.some((name) => RESERVED.test(name)))) {
    throw new GraphQLError('The variable "representations", with or without a number, is the gateway’s own. Choose another name.', {
      extensions: { code: 'BAD_REQUEST' },
    });
  }
  const root = rootTypeOf(graph, operation.operation);
  const projections = new Map<string, Project>();
  const left = operationIn(withheld.left);
  const leftFragments = fragmentsIn(withheld.left);
  return {
    plan,
    steps: compileSteps(plan, graph),
    subgraphs: [...new Set(fetches.map(({ subgraph }) => subgraph))],
    variables: operation.variableDefinitions ?? [],
    textLength: fetches.reduce((sum, fetch) => sum + fetch.operation.length, print(whole).length),
    clientKeys,
    kind: operation.operation,
    asked: shapeOf(left.selectionSet, leftFragments),
    selectionsWith: (variables) => ({
      nodes: left.selectionSet.selections,
      fragments: leftFragments,
      isWanted: isWantedWith(variables),
    }),
    projectWith(variables, disguise) {
      const values = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
      const key = disguise === undefined ? values : `${values} ${disguise.id}`;
      const known = projections.get(key);
      if (known !== undefined) return known;
      const selections: Selections = { nodes: operation.selectionSet.selections, fragments, isWanted: isWantedWith(variables) };
      const project = compileProjection({ graph, selections, clientKeys, withheld: withheld.fields, disguise }, root);
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
