// Whom an answer is about: each customer's own id, whether the client asked for it or not. It is asked for with the operation, where
// it costs nothing, and found in what the subgraphs answered.
import { getNamedType, Kind, TypeInfo, visit, visitWithTypeInfo, type FieldNode, type GraphQLSchema } from 'graphql';
import type { AlsoAsk } from '../execution/also-ask';
import { isEntity, type Entity } from '../execution/data';
import type { Shape } from '../execution/shape';

/** The type of the house whose objects are people and organisations; a graph without it has records without customers. */
const CUSTOMER = 'Customer';
const ASKED: readonly FieldNode[] = ['__typename', 'id'].map((value) => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value } }));

/** Asks each customer for its id. */
export function askForCustomers(schema: GraphQLSchema): AlsoAsk {
  return (document) => {
    const types = new TypeInfo(schema);
    return visit(
      document,
      visitWithTypeInfo(types, {
        Field(field): FieldNode | undefined {
          if (field.selectionSet === undefined || getNamedType(types.getType())?.name !== CUSTOMER) return undefined;
          const { selectionSet } = field;
          return { ...field, selectionSet: { ...selectionSet, selections: [...selectionSet.selections, ...ASKED] } };
        },
      }),
    );
  };
}

/** The ids in what subgraphs answered, each once. `shape` says where objects may be: what a scalar holds is never looked into. */
export function customersIn(data: Entity, shape: Shape): string[] {
  const found = new Set<string>();
  const walk = (value: unknown, inner: Shape): void => {
    if (Array.isArray(value)) return value.forEach((item) => walk(item, inner));
    if (!isEntity(value)) return;
    const { __typename: typeName, id } = value;
    if (typeName === CUSTOMER && typeof id === 'string') found.add(id);
    for (const [key, next] of inner) if (next !== null) walk(value[key], next);
  };
  walk(data, shape);
  return [...found];
}
