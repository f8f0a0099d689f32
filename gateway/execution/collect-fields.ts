// The fields that a selection asks of one type: fragments opened, equal keys joined, in the order in which they are asked.
// `@skip` and `@include` are decided before; see conditions.ts.
import { Kind, type FieldNode, type FragmentDefinitionNode, type SelectionNode } from 'graphql';
import type { Graph } from './graph';

/** Selections whose conditions are decided, with the fragments they spread. */
export interface Selections {
  nodes: readonly SelectionNode[];
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** False = the client does not want it this time. */
  isWanted(node: SelectionNode): boolean;
}

export interface CollectedField {
  key: string;
  name: string;
  /** What is asked of its value, wherever it was asked. */
  selections: Selections;
}

export function collectFields(selections: Selections, typeName: string, graph: Pick<Graph, 'isA'>): CollectedField[] {
  const { fragments, isWanted } = selections;
  const byKey = new Map<string, FieldNode[]>();
  const collect = (nodes: readonly SelectionNode[]): void => {
    for (const node of nodes) {
      if (!isWanted(node)) continue;
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        const known = byKey.get(key);
        if (known === undefined) byKey.set(key, [node]);
        else known.push(node);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (fragment === undefined || !graph.isA(typeName, fragment.typeCondition?.name.value ?? '')) continue;
      collect(fragment.selectionSet.selections);
    }
  };
  collect(selections.nodes);
  return [...byKey].map(([key, fields]) => ({
    key,
    name: fields[0]?.name.value ?? key,
    selections: { ...selections, nodes: fields.flatMap(({ selectionSet }) => selectionSet?.selections ?? []) },
  }));
}

/** Is the name of its type asked of an object of which no more is known than this interface? */
export function asksTypeName({ nodes, fragments, isWanted }: Selections, interfaceName: string, { isA }: Pick<Graph, 'isA'>): boolean {
  const asks = (node: SelectionNode): boolean => {
    if (!isWanted(node)) return false;
    if (node.kind === Kind.FIELD) return node.name.value === '__typename';
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    return isA(interfaceName, fragment?.typeCondition?.name.value ?? '') && fragment?.selectionSet.selections.some(asks) === true;
  };
  return nodes.some(asks);
}
