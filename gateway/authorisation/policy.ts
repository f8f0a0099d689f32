// What each field of a graph asks of callers, all told: its own requirements, those of its type and of the type it answers with, and
// through an interface those of everything it may be. Made once a supergraph; the operations it is applied to are withhold.ts.
import { Kind, type DocumentNode, type FieldDefinitionNode, type TypeNode } from 'graphql';
import type { AppliedRequirements } from './applied';
import { follows, textOf, type Requirement } from '../../platform/request/requirement';

/** The place of a requirement in `Policy.requirements`. */
export type RequirementIndex = number;

export interface PolicyField {
  /** All of these must be met. */
  needs: readonly RequirementIndex[];
  /** The type it answers with, without lists and `!`. */
  returns: string;
  /** How many lists are around it. */
  lists: number;
}

export interface Policy {
  /** Each once. Empty = the graph protects nothing. */
  requirements: readonly Requirement[];
  rootType(kind: 'query' | 'mutation' | 'subscription'): string;
  /** undefined = the type has no such field, as `__typename`, which is never withheld. */
  field(typeName: string, fieldName: string): PolicyField | undefined;
  /** What is asked of those who ask an interface for fields, rather than types of it by fragments: that of every type. None for others. */
  ofInterface(typeName: string): readonly RequirementIndex[];
}

interface TypeFacts {
  kind: 'object' | 'interface' | 'leaf';
  interfaces: string[];
  fields: Map<string, Pick<PolicyField, 'returns' | 'lists'>>;
}

export function policyOf({ supergraph, byPlace }: AppliedRequirements): Policy {
  const types = typesIn(supergraph);
  const requirements: Requirement[] = [];
  const indexes = new Map<string, RequirementIndex>();
  const indexOf = (requirement: Requirement): RequirementIndex => {
    const text = textOf(requirement);
    const known = indexes.get(text);
    if (known !== undefined) return known;
    indexes.set(text, requirements.length);
    return requirements.push(requirement) - 1;
  };
  const own = (place: string): readonly Requirement[] => byPlace.get(place) ?? [];
  const members = (name: string): string[] =>
    [...types].flatMap(([type, { kind, interfaces }]) => (kind === 'object' && interfaces.includes(name) ? [type] : []));
  /**
   * Of an interface or its field: what does not already follow from its types, as what composition has gathered of them does. Somebody
   * wrote it there, and it holds for every type of it.
   */
  const beyondMembers = (place: string, memberPlaces: readonly string[]): Requirement[] => {
    const all = memberPlaces.flatMap(own);
    return own(place).filter((one) => memberPlaces.length === 0 || !follows(one, all));
  };
  const ofType = (name: string): readonly Requirement[] => {
    const type = types.get(name);
    if (type?.kind === 'interface') return beyondMembers(name, members(name));
    return [...own(name), ...(type?.interfaces ?? []).flatMap((one) => beyondMembers(one, members(one)))];
  };
  const ofObjectField = (name: string, field: string): readonly Requirement[] => {
    const { interfaces = [], fields } = types.get(name) ?? {};
    const inherited = interfaces.flatMap((one) =>
      beyondMembers(
        `${one}.${field}`,
        members(one).map((member) => `${member}.${field}`),
      ),
    );
    return [...own(`${name}.${field}`), ...inherited, ...ofType(name), ...ofType(fields?.get(field)?.returns ?? '')];
  };
  const ofField = (name: string, field: string): readonly Requirement[] => {
    if (types.get(name)?.kind !== 'interface') return ofObjectField(name, field);
    const returns = types.get(name)?.fields.get(field)?.returns ?? '';
    const ofMembers = members(name).flatMap((member) => ofObjectField(member, field));
    return [...own(`${name}.${field}`), ...own(name), ...ofType(returns), ...ofMembers];
  };
  const each = (given: readonly Requirement[]): RequirementIndex[] => [...new Set(given.map(indexOf))].sort((one, other) => one - other);

  const fields = new Map<string, ReadonlyMap<string, PolicyField>>();
  const ofInterfaces = new Map<string, readonly RequirementIndex[]>();
  for (const [name, type] of byPlace.size === 0 ? [] : types) {
    const ofThis = [...type.fields].map(([field, facts]): [string, PolicyField] => [
      field,
      { needs: each(ofField(name, field)), ...facts },
    ]);
    fields.set(name, new Map(ofThis));
    if (type.kind === 'interface') ofInterfaces.set(name, each([...own(name), ...members(name).flatMap(ofType)]));
  }
  const roots = rootsIn(supergraph);
  return {
    requirements,
    rootType: (kind) => roots[kind],
    field: (typeName, fieldName) => fields.get(typeName)?.get(fieldName),
    ofInterface: (typeName) => ofInterfaces.get(typeName) ?? [],
  };
}

function typesIn({ definitions }: DocumentNode): ReadonlyMap<string, TypeFacts> {
  const types = new Map<string, TypeFacts>();
  for (const definition of definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION: {
        const { name, interfaces = [], fields = [] } = definition;
        const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
        const facts: TypeFacts = types.get(name.value) ?? { kind: isObject ? 'object' : 'interface', interfaces: [], fields: new Map() };
        facts.interfaces.push(...interfaces.map((one) => one.name.value));
        for (const field of fields) facts.fields.set(field.name.value, returnedBy(field));
        types.set(name.value, facts);
        break;
      }
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_DEFINITION:
        types.set(definition.name.value, { kind: 'leaf', interfaces: [], fields: new Map() });
        break;
      default:
    }
  }
  return types;
}

function returnedBy({ type }: FieldDefinitionNode): Pick<PolicyField, 'returns' | 'lists'> {
  let lists = 0;
  let inner: TypeNode = type;
  while (inner.kind !== Kind.NAMED_TYPE) {
    if (inner.kind === Kind.LIST_TYPE) lists += 1;
    inner = inner.type;
  }
  return { returns: inner.name.value, lists };
}

function rootsIn({ definitions }: DocumentNode): Record<'query' | 'mutation' | 'subscription', string> {
  const roots = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  for (const definition of definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const { operation, type } of definition.operationTypes ?? []) roots[operation] = type.name.value;
  }
  return roots;
}
