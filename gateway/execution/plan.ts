// The plan of an operation, in the form that the executor compiles, whichever planner it came from. Plain data, no behaviour.
import type { OperationTypeNode } from 'graphql';

export type PlanNode = SequenceNode | ParallelNode | ConditionNode | FetchNode;

/** One after the other. */
export interface SequenceNode {
  kind: 'sequence';
  nodes: readonly PlanNode[];
}

/** All at once. */
export interface ParallelNode {
  kind: 'parallel';
  nodes: readonly PlanNode[];
}

/** One of two, by a boolean variable. */
export interface ConditionNode {
  kind: 'condition';
  variable: string;
  then: PlanNode | null;
  otherwise: PlanNode | null;
}

/** One question to one subgraph. */
export interface FetchNode {
  kind: 'fetch';
  subgraph: string;
  /** The text that is sent. */
  operation: string;
  operationName: string | undefined;
  operationKind: `${OperationTypeNode}`;
  /** The client's variables that the text uses. */
  variables: readonly string[];
  /** Where in the data the entities are that it asks about; empty = it asks the root fields. */
  path: readonly PathSegment[];
  /** What of each entity is sent; null = it asks root fields. */
  requires: readonly Requirement[] | null;
  inputRewrites: readonly Rewrite[];
  outputRewrites: readonly Rewrite[];
}

/** A field, every item of a list, or only what is of one of these types. */
export type PathSegment = { field: string } | 'items' | { types: readonly string[] };

/** A part of a representation: a field (read from one key of the data, sent under another), or more of them for one type. */
export type Requirement =
  | { kind: 'field'; from: string; to: string; nested: readonly Requirement[] | null }
  | { kind: 'type'; type: string; nested: readonly Requirement[] };

/** A correction of what is sent or received. Steps of the path are field names, or `... on Type`. */
export type Rewrite = { kind: 'set'; path: readonly string[]; value: unknown } | { kind: 'rename'; path: readonly string[]; to: string };

/** Every fetch, in the order of the plan. */
export function fetchesOf(node: PlanNode | null): FetchNode[] {
  if (node === null) return [];
  if (node.kind === 'fetch') return [node];
  if (node.kind === 'condition') return [...fetchesOf(node.then), ...fetchesOf(node.otherwise)];
  return node.nodes.flatMap(fetchesOf);
}
