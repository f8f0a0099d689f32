// The fields that a selection asks of one type: fragments opened, equal keys joined, in the order in which they are asked.
// `@skip` and `@include` are decided before; see conditions.ts.
import { isAbstractType, Kind, type FieldNode, type FragmentDefinitionNode, type SelectionNode } from 'graphql';
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
  /** The places where it was asked, at least one. */
  nodes: readonly FieldNode[];
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
    nodes: fields,
    selections: { ...selections, nodes: fields.flatMap(({ selectionSet }) => selectionSet?.selections ?? []) },
  }));
}

/** Does it matter to what is asked which type of this interface an object is? */
export function dependsOnType(
  { nodes, fragments, isWanted }: Selections,
  interfaceName: string,
  { full, isA }: Pick<Graph, 'isA' | 'full'>,
): boolean {
  const type = full.getType(interfaceName);
  const all = isAbstractType(type) ? full.getPossibleTypes(type).map(({ name }) => name) : [];
  const depends = (node: SelectionNode, members: readonly string[]): boolean => {
    if (!isWanted(node)) return false;
    if (node.kind === Kind.FIELD) return node.name.value === '__typename' || members.length < all.length;
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    const condition = fragment?.typeCondition?.name.value ?? '';
    const fitting = members.filter((name) => isA(name, condition));
    return fitting.length > 0 && fragment?.selectionSet.selections.some((inner) => depends(inner, fitting)) === true;
  };
  return nodes.some((node) => depends(node, all));
}
