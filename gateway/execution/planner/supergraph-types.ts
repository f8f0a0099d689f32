// The types of a supergraph's text, as far as selections are followed through them: which fields they have, and which are which.
import {
  Kind,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { argumentOf, selectionIn } from './join-directives';

export type TypeWithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export interface SupergraphTypes {
  readonly all: readonly TypeWithFields[];
  /** undefined = there is none. */
  field(typeName: string, fieldName: string): FieldDefinitionNode | undefined;
  /** The type of what the field holds, without lists and `!`; '' where there is no such field. */
  typeOf(typeName: string, fieldName: string): string;
  /** Is the type this one, or does it implement it? Every type is one without a name. */
  isA(typeName: string, other: string): boolean;
  /** Is the field the outermost of a key of the type, or of what it implements, in any graph? */
  isKey(typeName: string, fieldName: string): boolean;
  /** Is one of the two the other? An interface may be an object in a subgraph. */
  overlap(one: string, other: string): boolean;
}

export function typesIn({ definitions }: DocumentNode): SupergraphTypes {
  const all = definitions.filter(
    (one): one is TypeWithFields => one.kind === Kind.OBJECT_TYPE_DEFINITION || one.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  const byName = new Map(all.map((type) => [type.name.value, type]));
  const field = (typeName: string, fieldName: string): FieldDefinitionNode | undefined =>
    byName.get(typeName)?.fields?.find(({ name }) => name.value === fieldName);
  const isA = (typeName: string, other: string): boolean =>
    other === '' || typeName === other || byName.get(typeName)?.interfaces?.some(({ name }) => name.value === other) === true;
  const keys = new Set(all.flatMap(({ name, directives = [] }) => directives.flatMap(keyFieldsIn).map((key) => `${name.value}.${key}`)));
  return {
    all,
    field,
    typeOf(typeName, fieldName) {
      const type = field(typeName, fieldName)?.type;
      return type === undefined ? '' : namedType(type);
    },
    isA,
    isKey: (typeName, fieldName) => all.some(({ name }) => isA(typeName, name.value) && keys.has(`${name.value}.${fieldName}`)),
    overlap: (one, other) => isA(one, other) || isA(other, one),
  };
}

function keyFieldsIn(directive: ConstDirectiveNode): string[] {
  const key = argumentOf(directive, 'key');
  return key === undefined ? [] : selectionIn(key).selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
