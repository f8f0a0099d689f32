// What a document asks of its caller, by the directives of the subgraph's own SDL. The gateway has taken out what a caller may not see
// before anything is fetched; this is the second look, for whatever reaches a subgraph in another way.
import {
  getNamedType,
  isCompositeType,
  Kind,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../request/caller';
import { isMet, textOf, type Requirement } from '../request/requirement';

/** All that the document's fields and their types ask for, each once. */
export function requirementsOf(schema: GraphQLSchema, document: DocumentNode): Requirement[] {
  const types = new TypeInfo(schema);
  const found = new Map<string, Requirement>();
  const note = (directives: readonly ConstDirectiveNode[] | undefined): void => {
    for (const requirement of (directives ?? []).flatMap(toRequirement)) found.set(textOf(requirement), requirement);
  };
  const noteType = (): void => {
    const type = types.getType();
    if (isCompositeType(type)) note(type.astNode?.directives);
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const field = types.getFieldDef();
        if (field === null || field === undefined) return;
        note(field.astNode?.directives);
        note(getNamedType(field.type).astNode?.directives);
      },
      // Entities come through a union that asks for nothing; the types in it do.
      InlineFragment: noteType,
      FragmentDefinition: noteType,
    }),
  );
  return [...found.values()];
}

export function areMet(requirements: readonly Requirement[], caller: Caller): boolean {
  return requirements.every((requirement) => isMet(requirement, caller));
}

/** By the names under which the common header of our SDL imports them. */
function toRequirement({ name, arguments: given = [] }: ConstDirectiveNode): Requirement[] {
  if (name.value === 'authenticated') return [{ kind: 'authenticated' }];
  const [argument] = given;
  if (argument?.value.kind !== Kind.LIST) return [];
  if (name.value === 'requiresScopes') return [{ kind: 'scopes', anyOf: listsIn(valueFromASTUntyped(argument.value)) }];
  if (name.value === 'policy') return [{ kind: 'policies', anyOf: listsIn(valueFromASTUntyped(argument.value)) }];
  return [];
}

function listsIn(value: unknown): string[][] {
  return Array.isArray(value) ? value.map((all: unknown) => (Array.isArray(all) ? all.map(String) : [String(all)])) : [];
}
