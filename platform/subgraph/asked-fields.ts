// The fields that a text asks for, as `Type.field`, whatever conditions hold. For explaining; nothing is executed.
import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';

/** The document is valid for the schema. */
export function askedFields(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const types = new TypeInfo(schema);
  const fields = new Set<string>();
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => void fields.add(`${types.getParentType()?.name ?? ''}.${name.value}`),
    }),
  );
  return fields;
}
