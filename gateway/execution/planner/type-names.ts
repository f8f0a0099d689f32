// Asks for the name of the type wherever an object may be of several, and wherever it is asked about in a fragment. The Rust planner
// asks for it only where a part of the operation depends on it, and then not always: what clients are not to know is known by it, and
// so is where a fragment's fields go.
import { getNamedType, isAbstractType, Kind, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';

/** `schema` is the one that the document is valid for. */
export function withTypeNames(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field(field) {
        const { selectionSet } = field;
        if (selectionSet === undefined) return undefined;
        const isNeeded = isAbstractType(getNamedType(types.getType())) || selectionSet.selections.some(({ kind }) => kind !== Kind.FIELD);
        if (!isNeeded) return undefined;
        return { ...field, selectionSet: { ...selectionSet, selections: [TYPENAME, ...selectionSet.selections] } };
      },
    }),
  );
}

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
