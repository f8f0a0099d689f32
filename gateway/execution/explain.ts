// A plan in words and as a list: which subgraph is asked what, about which entities, after which others. For people who want to know
// what an operation costs; nothing is executed by it.
import { parse, print, Kind, type SelectionNode } from 'graphql';
import type { FetchNode, PathSegment, PlanNode } from './plan';

export interface ExplainedFetch {
  /** Its number: its place in the plan. */
  id: number;
  subgraph: string;
  /** Where in the answer the entities are that it asks about, as `customer.orders.@`; '' = the root. */
  at: string;
  /** What it asks of each, as GraphQL. */
  asks: string;
  /** The fetches that must have answered before. */
  after: readonly number[];
  /** The boolean variables that decide whether it is sent. */
  onlyIf: readonly string[];
}

/** The fetches in the order of the plan. */
export function explain(plan: PlanNode | null): ExplainedFetch[] {
  const fetches: ExplainedFetch[] = [];
  if (plan !== null) walk(plan, [], [], fetches);
  return fetches;
}

/** Adds what a node asks; answers with the numbers of its last fetches, which the next in a sequence waits for. */
function walk(node: PlanNode, after: readonly number[], onlyIf: readonly string[], fetches: ExplainedFetch[]): readonly number[] {
  switch (node.kind) {
    case 'fetch': {
      const id = fetches.length + 1;
      fetches.push({ id, subgraph: node.subgraph, at: inWords(node.path), asks: asksOf(node), after, onlyIf });
      return [id];
    }
    case 'sequence':
      return node.nodes.reduce((before, inner) => walk(inner, before, onlyIf, fetches), after);
    case 'parallel':
      return node.nodes.flatMap((inner) => walk(inner, after, onlyIf, fetches));
    case 'condition': {
      const { variable, then, otherwise } = node;
      return [
        ...(then === null ? [] : walk(then, after, [...onlyIf, `$${variable}`], fetches)),
        ...(otherwise === null ? [] : walk(otherwise, after, [...onlyIf, `not $${variable}`], fetches)),
      ];
    }
  }
}

function inWords(path: readonly PathSegment[]): string {
  return path
    .map((segment) => (segment === 'items' ? '@' : 'field' in segment ? segment.field : `(${segment.types.join(' or ')})`))
    .join('.');
}

/** Of entities, what is asked of each; of the root, the root fields. */
function asksOf({ operation, requires }: FetchNode): string {
  const [definition] = parse(operation, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return '';
  const asked = definition.selectionSet.selections.flatMap((selection): readonly SelectionNode[] =>
    requires === null || selection.kind !== Kind.FIELD ? [selection] : (selection.selectionSet?.selections ?? []),
  );
  return asked.map((selection) => print(selection)).join('\n');
}
