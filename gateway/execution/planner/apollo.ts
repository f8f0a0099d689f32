// Apollo's planner behind the seam: its plans read into ours. It knows nothing of how they are executed.
import { operationFromDocument } from '@apollo/federation-internals';
import type { FetchDataRewrite, PlanNode as ApolloNode, QueryPlanner, QueryPlanSelectionNode } from '@apollo/query-planner';
import { GraphQLError, type DocumentNode } from 'graphql';
import type { PathSegment, PlanNode, Requirement, Rewrite } from '../plan';
import { withRealArguments } from './argument-plans';
import type { ArgumentVariants } from './argument-variants';
import type { Planner } from './planner';

/** The planner of a supergraph that Apollo's gateway has loaded; `variants` are those of the text it has loaded. */
export function createApolloPlanner(planner: QueryPlanner, variants: ArgumentVariants): Planner {
  const apiSchema = planner.supergraph.apiSchema();
  return {
    name: 'apollo',
    plan(document: DocumentNode) {
      const { node } = planner.buildQueryPlan(operationFromDocument(apiSchema, document));
      if (node === undefined) return null;
      if (node.kind === 'Subscription')
        throw new GraphQLError('Subscriptions are not served here.', { extensions: { code: 'BAD_REQUEST' } });
      return withRealArguments(toNode(node, []), variants);
    },
  };
}

function toNode(node: ApolloNode, path: readonly PathSegment[]): PlanNode {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map((inner) => toNode(inner, path)) };
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map((inner) => toNode(inner, path)) };
    case 'Flatten':
      return toNode(node.node, [...path, ...node.path.map(toSegment)]);
    case 'Condition':
      return {
        kind: 'condition',
        variable: node.condition,
        then: node.ifClause === undefined ? null : toNode(node.ifClause, path),
        otherwise: node.elseClause === undefined ? null : toNode(node.elseClause, path),
      };
    case 'Fetch':
      return {
        kind: 'fetch',
        subgraph: node.serviceName,
        operation: node.operation,
        operationName: node.operationName,
        operationKind: node.operationKind,
        variables: node.variableUsages ?? [],
        path,
        requires: node.requires === undefined ? null : node.requires.map(toRequirement),
        inputRewrites: (node.inputRewrites ?? []).map(toRewrite),
        outputRewrites: (node.outputRewrites ?? []).map(toRewrite),
      };
    case 'Defer':
      throw new GraphQLError('@defer is not supported.', { extensions: { code: 'BAD_REQUEST' } });
  }
}

function toSegment(step: string | number): PathSegment {
  return step === '@' ? 'items' : { field: String(step) };
}

function toRequirement(selection: QueryPlanSelectionNode): Requirement {
  if (selection.kind === 'InlineFragment') {
    const nested = selection.selections.map(toRequirement);
    // Without a condition it holds for every type there is.
    return { kind: 'type', type: selection.typeCondition ?? '', nested };
  }
  const key = selection.alias ?? selection.name;
  return { kind: 'field', from: key, to: key, nested: selection.selections?.map(toRequirement) ?? null };
}

function toRewrite(rewrite: FetchDataRewrite): Rewrite {
  if (rewrite.kind === 'ValueSetter') return { kind: 'set', path: rewrite.path, value: rewrite.setValueTo };
  return { kind: 'rename', path: rewrite.path, to: rewrite.renameKeyTo };
}
