// Which fields of a graph hold personal data, and of which class: those that the supergraph marks with the house's `@pii`, by whatever
// name it is imported. Nothing of who may see them.
import { Kind, separateOperations, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';
import { CLASSES, type PersonalClass } from '../../platform/request/personal-class';
import { directiveOf, featuresIn } from './features';

const PII = 'https://customer-graph.example/pii';

/** By `Type.field`; an interface's mark holds for its own name only. Empty where the graph marks nothing. */
export function personalFields(supergraph: DocumentNode): ReadonlyMap<string, PersonalClass> {
  const feature = featuresIn(supergraph).find(({ identity }) => identity === PII);
  const fields = new Map<string, PersonalClass>();
  if (feature === undefined) return fields;
  const mark = directiveOf(feature);
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      const value = field.directives?.find(({ name }) => name.value === mark)?.arguments?.[0]?.value;
      const known = value?.kind === Kind.ENUM ? CLASSES.find((one) => one === value.value) : undefined;
      if (known !== undefined) fields.set(`${definition.name.value}.${field.name.value}`, known);
    }
  }
  return fields;
}

const asked = new WeakMap<DocumentNode, Map<string, ReadonlySet<PersonalClass>>>();

/** The classes that an operation may ask for, whatever its conditions; found once a document. */
export function personalIn(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  fields: ReadonlyMap<string, PersonalClass>,
): ReadonlySet<PersonalClass> {
  const byName = asked.get(document) ?? new Map<string, ReadonlySet<PersonalClass>>();
  asked.set(document, byName);
  const known = byName.get(operationName ?? '');
  if (known !== undefined) return known;
  const found = new Set<PersonalClass>();
  const types = new TypeInfo(schema);
  visit(
    separateOperations(document)[operationName ?? ''] ?? document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const personal = fields.get(`${types.getParentType()?.name ?? ''}.${name.value}`);
        if (personal !== undefined) found.add(personal);
      },
    }),
  );
  byName.set(operationName ?? '', found);
  return found;
}
