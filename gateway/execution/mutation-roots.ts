// A mutation whose root fields are each made once, and in their order, whatever fragments and conditions they are asked under. Planners
// make a request of each place that a field is asked at, and a change that is sent twice is made twice.
import {
  GraphQLError,
  Kind,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** A field of the root under the conditions around it; all must hold. */
interface RootField {
  field: FieldNode;
  conditions: readonly Condition[];
}

interface Condition {
  variable: string;
  holds: boolean;
}

const MOST_GUARDS = 32;

/**
 * The root selections without fragments. A key that is asked at several places is asked at each where it is not asked before, of which
 * the values of variables leave one; there it is asked for all that any of them asks.
 */
export function rootsOnce(root: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): SelectionSetNode {
  const all = opened(root.selections, fragments, []);
  const selections = all.flatMap(({ field, conditions }, index): SelectionNode[] => {
    const same = all.filter((one) => keyOf(one.field) === keyOf(field));
    const before = all.slice(0, index).filter((one) => same.includes(one));
    return guardsOf(conditions, before).map((guard) => under(guard, [merged(field, same)]));
  });
  return { kind: Kind.SELECTION_SET, selections };
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function opened(
  nodes: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  around: readonly Condition[],
): RootField[] {
  return nodes.flatMap((node): RootField[] => {
    let conditions: readonly Condition[] | null = around;
    for (const directive of node.directives ?? []) conditions = conditions === null ? null : withDirective(conditions, directive);
    if (conditions === null) return [];
    if (node.kind === Kind.FIELD) return [{ field: node, conditions }];
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    return fragment === undefined ? [] : opened(fragment.selectionSet.selections, fragments, conditions);
  });
}

/** null = they cannot all hold. */
function withDirective(conditions: readonly Condition[], { name, arguments: given = [] }: DirectiveNode): readonly Condition[] | null {
  const value = given.find((argument) => argument.name.value === 'if')?.value;
  const holds = name.value === 'include';
  if (value?.kind === Kind.BOOLEAN) return value.value === holds ? conditions : null;
  return value?.kind === Kind.VARIABLE ? withCondition(conditions, { variable: value.name.value, holds }) : conditions;
}

function withCondition(conditions: readonly Condition[], more: Condition): readonly Condition[] | null {
  const known = conditions.find(({ variable }) => variable === more.variable);
  if (known === undefined) return [...conditions, more];
  return known.holds === more.holds ? conditions : null;
}

/** When the conditions hold and those of no earlier field do: one of these, and no two at once. */
function guardsOf(conditions: readonly Condition[], earlier: readonly RootField[]): (readonly Condition[])[] {
  let guards: (readonly Condition[])[] = [conditions];
  for (const other of earlier) {
    guards = guards.flatMap((guard) =>
      other.conditions.flatMap(({ variable, holds }, index) => {
        let refused: readonly Condition[] | null = guard;
        for (const one of [...other.conditions.slice(0, index), { variable, holds: !holds }]) {
          refused = refused === null ? null : withCondition(refused, one);
        }
        return refused === null ? [] : [refused];
      }),
    );
    if (guards.length > MOST_GUARDS) {
      throw new GraphQLError('A field of this mutation is asked under too many conditions.', { extensions: { code: 'BAD_REQUEST' } });
    }
  }
  return guards;
}

function merged(field: FieldNode, same: readonly RootField[]): FieldNode {
  if (field.selectionSet === undefined) return { ...field, directives: [] };
  const selections = same.flatMap((one): readonly SelectionNode[] => {
    const inner = one.field.selectionSet?.selections ?? [];
    return same.length === 1 || one.conditions.length === 0 ? inner : [under(one.conditions, inner)];
  });
  return { ...field, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

/** A node takes one directive of a name: several conditions are one inside the other. */
function under([first, ...rest]: readonly Condition[], selections: readonly SelectionNode[]): SelectionNode {
  const [only] = selections;
  if (first === undefined && only !== undefined && selections.length === 1) return only;
  const inner = rest.length === 0 ? selections : [under(rest, selections)];
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(first === undefined ? {} : { directives: [directiveOf(first)] }),
    selectionSet: { kind: Kind.SELECTION_SET, selections: inner },
  };
}

function directiveOf({ variable, holds }: Condition): DirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: holds ? 'include' : 'skip' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'if' },
        value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
      },
    ],
  };
}
