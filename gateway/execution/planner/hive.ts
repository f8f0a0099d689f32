// The Rust planner of Hive Router behind the seam: its plans read into ours. Its package is optional, and loaded by hive-package.ts.
// It plans from the text that was composed: what is worked around for Apollo's planner, it plans rightly.
import type { FlattenNode, PlanNode as HiveNode, QueryPlanner } from '@graphql-hive/router-query-planner' with {
  'resolution-mode': 'import',
};
import { GraphQLError, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { PathSegment, PlanNode } from '../plan';
import { takeApart } from './hive-batches';
import { toRequirement, toRewrites } from './hive-parts';
import type { Planner } from './planner';
import { operationForHive } from './hive-operation';

/** Progressive overrides are not supported: no label is ever active. */
const NO_LABELS: Set<string> = new Set();

/** `api` is the schema that operations are valid for. */
export function createHivePlanner(planner: Pick<QueryPlanner, 'plan'>, api: GraphQLSchema): Planner {
  return {
    name: 'hive',
    plan(document: DocumentNode) {
      const { node } = planOf(planner, print(operationForHive(document, api)));
      return node === undefined || node === null ? null : toNode(node, []);
    },
  };
}

function planOf(planner: Pick<QueryPlanner, 'plan'>, text: string): ReturnType<QueryPlanner['plan']> {
  try {
    return planner.plan(text, null, NO_LABELS, 0);
  } catch (cause) {
    // Its own words name hidden fields.
    const extensions = { code: 'INTERNAL_SERVER_ERROR' };
    throw new GraphQLError('This operation cannot be planned.', { extensions, originalError: cause instanceof Error ? cause : null });
  }
}

function toNode(node: HiveNode, path: readonly PathSegment[]): PlanNode {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map((inner) => toNode(inner, path)) };
    case 'Parallel':
      // One level of them: what begins together is joined across a batch and its neighbours.
      return {
        kind: 'parallel',
        nodes: node.nodes.map((inner) => toNode(inner, path)).flatMap((one) => (one.kind === 'parallel' ? one.nodes : [one])),
      };
    case 'Flatten':
      return toNode(node.node, pathBelow(path, node.path));
    case 'Condition':
      return {
        kind: 'condition',
        variable: node.condition,
        then: node.ifClause == null ? null : toNode(node.ifClause, path),
        otherwise: node.elseClause == null ? null : toNode(node.elseClause, path),
      };
    case 'Fetch':
      return {
        kind: 'fetch',
        subgraph: node.serviceName,
        operation: node.operation,
        operationName: node.operationName,
        operationKind: node.operationKind ?? 'query',
        variables: node.variableUsages ?? [],
        path,
        requires: node.requires?.map(toRequirement) ?? null,
        inputRewrites: (node.inputRewrites ?? []).flatMap(toRewrites),
        outputRewrites: (node.outputRewrites ?? []).flatMap(toRewrites),
      };
    case 'BatchFetch': {
      const nodes = takeApart(node).map(({ fetch, at }) => ({ ...fetch, path: pathBelow(path, at) }));
      const [only] = nodes;
      return only !== undefined && nodes.length === 1 ? only : { kind: 'parallel', nodes };
    }
    case 'Subscription':
      throw new GraphQLError('Subscriptions are not served here.', { extensions: { code: 'BAD_REQUEST' } });
    case 'Defer':
      throw new GraphQLError('@defer is not supported.', { extensions: { code: 'BAD_REQUEST' } });
  }
}

/** Without a condition on the root, which is of one type and does not say it. */
function pathBelow(path: readonly PathSegment[], steps: readonly FlattenNode['path'][number][]): PathSegment[] {
  const below = steps.map((step): PathSegment =>
    step === '@' ? 'items' : 'Field' in step ? { field: step.Field } : { types: step.TypeCondition },
  );
  const whole = [...path, ...below];
  return whole.slice(whole.findIndex((segment) => segment === 'items' || 'field' in segment));
}
