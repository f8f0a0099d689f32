// `@skip` and `@include` of an operation: which boolean variables decide about it, and what is left for given values of them.
import { Kind, visit, type DirectiveNode, type DocumentNode, type FieldNode, type SelectionNode, type ValueNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** The variables that conditions name, each once, in order. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      const value = conditionOf(directive);
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Is the node wanted with these values? Both directives on one node must agree. */
export function isWantedWith(variables: Variables): (node: SelectionNode) => boolean {
  return ({ directives = [] }) =>
    directives.every((directive) => {
      const value = conditionOf(directive);
      if (value === undefined) return true;
      const holds = value.kind === Kind.VARIABLE ? variables[value.name.value] === true : value.kind === Kind.BOOLEAN && value.value;
      return directive.name.value === 'include' ? holds : !holds;
    });
}

/** Are there values with which one of the fields is wanted? `known` is what the conditions around the nodes say of variables. */
export function canBeWanted(nodes: readonly SelectionNode[], known: ReadonlyMap<string, boolean> = new Map()): boolean {
  return nodes.some((node) => {
    const said = new Map(known);
    for (const directive of node.directives ?? []) {
      const value = conditionOf(directive);
      if (value === undefined) continue;
      const must = directive.name.value === 'include';
      if (value.kind === Kind.BOOLEAN && value.value !== must) return false;
      if (value.kind !== Kind.VARIABLE) continue;
      if (said.get(value.name.value) === !must) return false;
      said.set(value.name.value, must);
    }
    return node.kind !== Kind.INLINE_FRAGMENT || canBeWanted(node.selectionSet.selections, said);
  });
}

/**
 * Without the conditions that are decided in the text itself, and without what they rule out: planners drop `@include(if: false)` and keep
 * the field where they plan something around it under a condition. Selections of fields may become empty, no others.
 */
export function withoutConstants(document: DocumentNode): DocumentNode {
  const sift = <Node extends SelectionNode>(node: Node): Node | null | undefined => {
    const directives = node.directives ?? [];
    const constants = directives.filter((directive) => conditionOf(directive)?.kind === Kind.BOOLEAN);
    if (constants.length === 0) return undefined;
    if (!isWantedWith({})({ ...node, directives: constants })) return null;
    return { ...node, directives: directives.filter((directive) => !constants.includes(directive)) };
  };
  return visit(document, {
    Field: { enter: sift },
    FragmentSpread: { enter: sift },
    InlineFragment: { enter: sift, leave: ({ selectionSet }) => (selectionSet.selections.length === 0 ? null : undefined) },
    FragmentDefinition: {
      leave: (node) =>
        node.selectionSet.selections.length > 0 ? undefined : { ...node, selectionSet: { ...node.selectionSet, selections: [TYPENAME] } },
    },
  });
}

export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** What decides; undefined = the directive is no condition. */
function conditionOf({ name, arguments: given = [] }: DirectiveNode): ValueNode | undefined {
  if (name.value !== 'skip' && name.value !== 'include') return undefined;
  return given.find((argument) => argument.name.value === 'if')?.value;
}
