// What the SDLs of a graph say of who knows what: read here anew, so that the oracle owes nothing to the planner or the executor.
import { Kind, parse, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, type SelectionSetNode } from 'graphql';
import { LINK, type DifferentialGraph } from './graph';

export interface Key {
  selection: SelectionSetNode;
  resolvable: boolean;
}

interface FieldFacts {
  external: boolean;
  overrides: string | null;
  requires: SelectionSetNode | null;
  provides: readonly string[];
}

interface TypeFacts {
  fields: ReadonlyMap<string, FieldFacts>;
  keys: readonly Key[];
  interfaceObject: boolean;
}

export type SubgraphFacts = ReadonlyMap<string, TypeFacts>;
export type GraphFacts = ReadonlyMap<string, SubgraphFacts>;

export function factsOf(graph: DifferentialGraph): GraphFacts {
  return new Map(Object.entries(graph.subgraphs).map(([name, sdl]) => [name, typesIn(parse(LINK + sdl))]));
}

/** The keys of each type that has one. */
export function keysIn(document: DocumentNode): ReadonlyMap<string, readonly Key[]> {
  return new Map([...typesIn(document)].flatMap(([name, { keys }]) => (keys.length === 0 ? [] : [[name, keys]])));
}

/** The fields that a selection names at its top, whatever type they are of. */
export function namesIn({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((one) =>
    one.kind === Kind.FIELD ? [one.name.value] : one.kind === Kind.INLINE_FRAGMENT ? namesIn(one.selectionSet) : [],
  );
}

function typesIn(document: DocumentNode): SubgraphFacts {
  const types = new Map<string, TypeFacts>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const directives = definition.directives ?? [];
    types.set(definition.name.value, {
      fields: new Map((definition.fields ?? []).map((field) => [field.name.value, fieldFacts(field)])),
      keys: directives
        .filter(({ name }) => name.value === 'key')
        .map((key) => ({ selection: selectionOf(argumentOf(key, 'fields') ?? ''), resolvable: argumentOf(key, 'resolvable') !== 'false' })),
      interfaceObject: directives.some(({ name }) => name.value === 'interfaceObject'),
    });
  }
  return types;
}

function fieldFacts({ directives = [] }: FieldDefinitionNode): FieldFacts {
  const given = (directive: string, argument: string): string | null => {
    const found = directives.find(({ name }) => name.value === directive);
    return found === undefined ? null : argumentOf(found, argument);
  };
  const requires = given('requires', 'fields');
  const provides = given('provides', 'fields');
  return {
    external: directives.some(({ name }) => name.value === 'external'),
    overrides: given('override', 'from'),
    requires: requires === null ? null : selectionOf(requires),
    provides: provides === null ? [] : namesIn(selectionOf(provides)),
  };
}

function argumentOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string | null {
  const value = given.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.STRING) return value.value;
  return value?.kind === Kind.BOOLEAN ? String(value.value) : null;
}

function selectionOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`no selection: ${fields}`);
  return definition.selectionSet;
}
