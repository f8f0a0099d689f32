// Plans a mutation whose root fields are each asked once (see mutation-roots.ts). Planners gather root fields that are under one condition,
// wherever they stand; changes are made in their order. So each field under a condition is planned alone. Those without are planned
// together where they stand together: planners make one request of neighbours that one subgraph has.
import { GraphQLError, Kind, type DocumentNode, type SelectionNode } from 'graphql';
import { operationIn } from '../normalise';
import type { PlanNode } from '../plan';
import type { Planner } from './planner';

/** null where no subgraph has to be asked. Throws a GraphQLError where it cannot be planned. */
export function planMutation(document: DocumentNode, planner: Planner): PlanNode | null {
  const operation = operationIn(document);
  const others = document.definitions.filter((definition) => definition !== operation);

  function planTogether(selections: readonly SelectionNode[]): PlanNode | null {
    const asks = selections.some((node) => node.kind === Kind.FIELD && node.name.value !== '__typename');
    if (!asks) return null;
    const part = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
    const plan = planner.plan({ kind: Kind.DOCUMENT, definitions: [part, ...others] });
    if (plan === null) throw new GraphQLError('This operation cannot be planned.', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    return plan;
  }

  function planAll(selections: readonly SelectionNode[]): PlanNode | null {
    const nodes: (PlanNode | null)[] = [];
    let together: SelectionNode[] = [];
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        together.push(node);
        continue;
      }
      nodes.push(planTogether(together));
      together = [];
      nodes.push(planConditional(node));
    }
    nodes.push(planTogether(together));
    const wanted = nodes.filter((node) => node !== null);
    const [first] = wanted;
    return wanted.length < 2 ? (first ?? null) : { kind: 'sequence', nodes: wanted };
  }

  function planConditional(node: SelectionNode): PlanNode | null {
    if (node.kind !== Kind.INLINE_FRAGMENT) return planTogether([node]);
    const inner = planAll(node.selectionSet.selections);
    const [directive] = node.directives ?? [];
    const value = directive?.arguments?.[0]?.value;
    if (inner === null || value?.kind !== Kind.VARIABLE) return inner;
    const [then, otherwise] = directive?.name.value === 'include' ? [inner, null] : [null, inner];
    return { kind: 'condition', variable: value.name.value, then, otherwise };
  }

  return planAll(operation.selectionSet.selections);
}
