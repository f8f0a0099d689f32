// A mutation whose root fields are each asked once: in one place, whatever fragments and conditions they are asked under. Planners make
// a request of each place, and a change that is sent twice is made twice.
import { Kind, type DirectiveNode, type FieldNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

interface RootField {
  field: FieldNode;
  /** Those of the field and of the fragments around it; all must hold. */
  conditions: readonly DirectiveNode[];
}

/** The root selections with equal keys together, at the place of the first, and without fragments. */
export function rootsOnce(root: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): SelectionSetNode {
  const byKey = new Map<string, RootField[]>();
  for (const one of opened(root.selections, fragments, [])) {
    const key = (one.field.alias ?? one.field.name).value;
    byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  return { kind: Kind.SELECTION_SET, selections: [...byKey.values()].flatMap(joined) };
}

function opened(
  nodes: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  around: readonly DirectiveNode[],
): RootField[] {
  return nodes.flatMap((node): RootField[] => {
    const given = (node.directives ?? []).filter((one) => !isConstant(one, true));
    if (given.some((one) => isConstant(one, false))) return [];
    const conditions = [...around, ...given];
    if (node.kind === Kind.FIELD) return [{ field: node, conditions }];
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    return fragment === undefined ? [] : opened(fragment.selectionSet.selections, fragments, conditions);
  });
}

/** Is it a condition that always holds, or never does? */
function isConstant({ name, arguments: given = [] }: DirectiveNode, holds: boolean): boolean {
  const value = given.find((argument) => argument.name.value === 'if')?.value;
  if (value?.kind !== Kind.BOOLEAN) return false;
  return (name.value === 'include' && value.value === holds) || (name.value === 'skip' && value.value !== holds);
}

/** One field where it is asked without a condition somewhere; side by side where it never is. */
function joined(same: readonly RootField[]): SelectionNode[] {
  const sure = same.find(({ conditions }) => conditions.length === 0);
  if (sure === undefined) return same.map(({ field, conditions }) => under(conditions, { ...field, directives: [] }));
  if (sure.field.selectionSet === undefined) return [{ ...sure.field, directives: [] }];
  const selections = same.flatMap(({ field, conditions }): readonly SelectionNode[] => {
    const inner = field.selectionSet?.selections ?? [];
    return conditions.length === 0 ? inner : [under(conditions, ...inner)];
  });
  return [{ ...sure.field, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections } }];
}

/** A node takes one directive of a name: several conditions are one inside the other. */
function under([first, ...rest]: readonly DirectiveNode[], ...selections: readonly SelectionNode[]): SelectionNode {
  const inner = rest.length === 0 ? selections : [under(rest, ...selections)];
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(first === undefined ? {} : { directives: [first] }),
    selectionSet: { kind: Kind.SELECTION_SET, selections: inner },
  };
}
