// An operation in the form that the Rust planner plans rightly; it asks the same. Names of types are asked for wherever an object may
// be of several or a fragment is asked of it: the planner does so only where it needs them itself, and what clients are not to know is
// known by them. Aliases and type conditions that say nothing new are left out: it trips over both.
import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
} from 'graphql';
import { fragmentsIn, operationIn } from '../normalise';

/** Without fragments of a name. `schema` is the one that the document is valid for. */
export function operationForHive(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema);
  const fragments = fragmentsIn(document);

  const opened = (selection: SelectionNode): SelectionNode => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) return selection;
    const fragment = fragments.get(selection.name.value);
    if (fragment === undefined) return selection;
    const { typeCondition, selectionSet } = fragment;
    const { directives = [] } = selection;
    return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
  };

  /** Does every object here satisfy it? */
  function isIdle({ typeCondition }: InlineFragmentNode): boolean {
    const parent = types.getParentType();
    const condition = typeCondition === undefined ? undefined : schema.getType(typeCondition.name.value);
    if (condition === parent) return true;
    return isAbstractType(condition) && (isObjectType(parent) || isInterfaceType(parent)) && schema.isSubType(condition, parent);
  }

  const operation = visit(
    operationIn(document),
    visitWithTypeInfo(types, {
      SelectionSet: (node) => ({ ...node, selections: node.selections.map(opened) }),
      InlineFragment: (node) => (isIdle(node) ? { ...node, typeCondition: undefined } : undefined),
      Field(node) {
        const { selectionSet } = node;
        const alias = node.alias?.value === node.name.value ? undefined : node.alias;
        if (selectionSet === undefined) return alias === node.alias ? undefined : { ...node, alias };
        const needsName = isAbstractType(getNamedType(types.getType())) || selectionSet.selections.some(({ kind }) => kind !== Kind.FIELD);
        const selections = needsName ? [TYPENAME, ...selectionSet.selections] : selectionSet.selections;
        return { ...node, alias, selectionSet: { ...selectionSet, selections } };
      },
    }),
  );
  return { kind: Kind.DOCUMENT, definitions: [operation] };
}

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
