// A fetch of the plan as it is asked: its text, what is sent of the data, and where the answer goes. Compiled once; asked for every
// request. Several fetches that one subgraph can answer at once are one question with several parts.
import { Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionNode } from 'graphql';
import type { Selections } from './collect-fields';
import type { Graph } from './graph';
import { fragmentsIn, operationIn } from './normalise';
import type { FetchNode, PathSegment, Rewrite } from './plan';
import type { BuildRepresentation } from './representation';
import { representationOf } from './requirements';
import { renamedKeys } from './rewrites';
import { renameShape, shapeOf, type Shape } from './shape';

/** Entities of one or more places, and what is asked of them. */
export interface EntityPart {
  /** The key of its answer: `_entities`, or one of several. */
  key: string;
  /** The variable that its representations are sent in. */
  variable: string;
  paths: readonly (readonly PathSegment[])[];
  represent: BuildRepresentation;
  inputRewrites: readonly Rewrite[];
  outputRewrites: readonly Rewrite[];
  /** Of an entity in the answer, after the rewrites. */
  shape: Shape;
  renamed: ReadonlyMap<string, string>;
  /** May equal entities share one answer? Not where a later answer could be for one of them alone. */
  mayShare: boolean;
}

interface Asked {
  subgraph: string;
  text: string;
  operationName: string | undefined;
  /** The client's variables that it needs. */
  variables: readonly string[];
  /** The beginning of its JSON text, up to where the variables' object begins. */
  opening: string;
  /** Is it asked at several places of the plan, to be sent once? */
  shared: boolean;
}

/** Asks the root fields. */
export interface RootQuestion extends Asked {
  kind: 'root';
  /** Where the answer goes: a field of any type may lead back to the root. */
  path: readonly PathSegment[];
  outputRewrites: readonly Rewrite[];
  shape: Shape;
  renamed: ReadonlyMap<string, string>;
}

/** Asks about entities that are in the data already. */
export interface EntityQuestion extends Asked {
  kind: 'entities';
  parts: readonly EntityPart[];
}

export type Question = RootQuestion | EntityQuestion;

/** A fetch with its text parsed: what questions are made of. */
export interface ParsedFetch {
  node: FetchNode;
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

export function parseFetch(node: FetchNode): ParsedFetch {
  const document = parse(node.operation, { noLocation: true });
  return { node, operation: operationIn(document), fragments: fragmentsIn(document) };
}

export function asked(subgraph: string, text: string, operationName: string | undefined, variables: readonly string[]): Asked {
  const name = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  return { subgraph, text, operationName, variables, opening: `{"query":${JSON.stringify(text)}${name},"variables":`, shared: false };
}

export function rootQuestion({ node, operation, fragments }: ParsedFetch): RootQuestion {
  const renamed = renamedKeys(node.outputRewrites);
  return {
    kind: 'root',
    path: node.path,
    ...asked(node.subgraph, node.operation, node.operationName, node.variables),
    outputRewrites: node.outputRewrites,
    shape: renameShape(shapeOf(operation.selectionSet, fragments), renamed),
    renamed,
  };
}

/** The part that a fetch of entities is, alone in its question. */
export function entityPart({ node, operation, fragments }: ParsedFetch, graph: Graph): EntityPart {
  const renamed = renamedKeys(node.outputRewrites);
  const whole = shapeOf(operation.selectionSet, fragments);
  return {
    key: '_entities',
    variable: 'representations',
    paths: [node.path],
    represent: representationOf({ node, selections: entitiesIn(operation), fragments }, graph),
    inputRewrites: node.inputRewrites,
    // Paths begin at the entity here, and at the root of the answer in plans.
    outputRewrites: node.outputRewrites.map((one) => (one.path[0] === '_entities' ? { ...one, path: one.path.slice(1) } : one)),
    shape: renameShape(whole.get('_entities') ?? new Map<string, Shape | null>(), renamed),
    renamed,
    mayShare: false,
  };
}

/** What a text asks of the entities of this part: read again where an answer is lost, and not kept for all that are not. */
export function askedOfEntities({ text }: EntityQuestion, { key }: EntityPart): Omit<Selections, 'isWanted'> {
  const document = parse(text, { noLocation: true });
  const nodes = operationIn(document).selectionSet.selections.filter(
    (one) => one.kind === Kind.FIELD && (one.alias ?? one.name).value === key,
  );
  return {
    nodes: nodes.flatMap((one) => (one.kind === Kind.FIELD ? (one.selectionSet?.selections ?? []) : [])),
    fragments: fragmentsIn(document),
  };
}

/** What is asked of the entities. */
function entitiesIn({ selectionSet }: OperationDefinitionNode): readonly SelectionNode[] {
  return selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? (one.selectionSet?.selections ?? []) : []));
}
