// The requirements that stand in a supergraph's text, each with its place, and the text without them: the planner's library refuses a
// supergraph that links what it does not enforce. Nothing is lost between the two: what cannot be read fails the start.
import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type ScalarTypeDefinitionNode,
} from 'graphql';
import { ConfigError } from '../../platform/errors';
import { directiveOf, featuresIn, type Feature } from './features';
import type { Requirement } from '../../platform/request/requirement';

export interface AppliedRequirements {
  /** The whole text. */
  supergraph: DocumentNode;
  /** The same without requirements, and without the links to their specifications. The text itself where it has none. */
  sdl: string;
  /** By `Type` or `Type.field`. */
  byPlace: ReadonlyMap<string, readonly Requirement[]>;
}

const KINDS: Readonly<Record<string, Requirement['kind']>> = {
  'https://specs.apollo.dev/authenticated': 'authenticated',
  'https://specs.apollo.dev/requiresScopes': 'scopes',
  'https://specs.apollo.dev/policy': 'policies',
};
const VERSION = 'v0.1';
/** Enforced elsewhere: hidden elements are in no schema that clients see. */
const OTHER_SECURITY: readonly string[] = ['https://specs.apollo.dev/inaccessible'];
const NAMES: readonly string[] = ['authenticated', 'requiresScopes', 'policy'];

/** Throws a ConfigError where the text asks for protection that is not understood; a GraphQLError where it is no GraphQL. */
export function readRequirements(supergraphSdl: string): AppliedRequirements {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const features = featuresIn(supergraph);
  const enforced = features.filter(({ identity }) => identity in KINDS);
  checkFeatures(supergraph, features);
  const kinds = new Map(enforced.map((feature) => [directiveOf(feature), KINDS[feature.identity]]));
  if (kinds.size === 0) return { supergraph, sdl: supergraphSdl, byPlace: new Map() };

  const byPlace = new Map<string, Requirement[]>();
  let read = 0;
  const note = (place: string, directives: readonly ConstDirectiveNode[] = []): void => {
    for (const directive of directives) {
      const kind = kinds.get(directive.name.value);
      if (kind === undefined) continue;
      read += 1;
      byPlace.set(place, [...(byPlace.get(place) ?? []), toRequirement(kind, directive, place)]);
    }
  };
  for (const definition of supergraph.definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION:
        note(definition.name.value, definition.directives);
        for (const { name, directives } of definition.fields ?? []) note(`${definition.name.value}.${name.value}`, directives);
        break;
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_EXTENSION:
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_EXTENSION:
        note(definition.name.value, definition.directives);
        break;
      default:
    }
  }
  const { sdl, taken } = without(supergraph, enforced, kinds);
  if (taken !== read) {
    throw new ConfigError([`SUPERGRAPH: ${taken - read} of its requirements stand where none can be enforced; they would be lost`]);
  }
  return { supergraph, sdl, byPlace };
}

function checkFeatures(supergraph: DocumentNode, features: readonly Feature[]): void {
  const faults = features.flatMap(({ identity, version, purpose }) => {
    const isKnown = identity in KINDS ? version === VERSION : purpose !== 'SECURITY' || OTHER_SECURITY.includes(identity);
    return isKnown
      ? []
      : [`SUPERGRAPH: asks for ${identity}/${version}, which this gateway does not enforce; what it protects would be open`];
  });
  const imported = new Set(features.flatMap((feature) => [...feature.imports.values(), `@${directiveOf(feature)}`]));
  for (const one of supergraph.definitions) {
    if (one.kind !== Kind.DIRECTIVE_DEFINITION || !NAMES.includes(one.name.value) || imported.has(`@${one.name.value}`)) continue;
    faults.push(`SUPERGRAPH: declares @${one.name.value} without a link to its specification; what it protects would be open`);
  }
  if (faults.length > 0) throw new ConfigError(faults);
}

/** The text without them, and how many requirements were taken out of it. */
function without(
  supergraph: DocumentNode,
  enforced: readonly Feature[],
  kinds: ReadonlyMap<string, unknown>,
): { sdl: string; taken: number } {
  let taken = 0;
  const links = new Set(enforced.map(({ link }) => link));
  const isOwn = (name: string): boolean =>
    enforced.some(({ namespace, imports }) => name.startsWith(`${namespace}__`) || [...imports.values()].includes(name));
  const sifted = visit(supergraph, {
    Directive(directive): null | undefined {
      if (kinds.has(directive.name.value)) taken += 1;
      else if (![...links].some((link) => link === directive)) return undefined;
      return null;
    },
    DirectiveDefinition: ({ name }: DirectiveDefinitionNode): null | undefined => (kinds.has(name.value) ? null : undefined),
    ScalarTypeDefinition: ({ name }: ScalarTypeDefinitionNode): null | undefined => (isOwn(name.value) ? null : undefined),
  });
  return { sdl: print(sifted), taken };
}

function toRequirement(kind: Requirement['kind'], directive: ConstDirectiveNode, place: string): Requirement {
  if (kind === 'authenticated') return { kind };
  const value = directive.arguments?.find(({ name }) => name.value === kind)?.value;
  const unread = new ConfigError([`SUPERGRAPH: @${directive.name.value} of ${place} has no list of lists of names`]);
  const listIn = (one: ConstValueNode | undefined): readonly ConstValueNode[] => {
    if (one?.kind !== Kind.LIST) throw unread;
    return one.values;
  };
  const textIn = (one: ConstValueNode): string => {
    if (one.kind !== Kind.STRING) throw unread;
    return one.value;
  };
  return { kind, anyOf: listIn(value).map((all) => listIn(all).map(textIn)) };
}
