// What of an entity is sent to the subgraph that is asked about it. Compiled once a fetch; for each type of entity once more.
import { getNamedType, isInterfaceType, isObjectType, type GraphQLOutputType } from 'graphql';
import { isEntity, type Entity } from './data';
import { fieldOf, type Graph } from './graph';
import type { Requirement } from './plan';

/**
 * The representation of an entity; null = it is not asked about: it is of a type that this fetch is not for, or lacks a field that
 * cannot be null. A field that may be null and was not to be had is sent as null, so that a failed subgraph costs what it knows
 * and not what others make of it. `variables` are those of the request, where what is required depends on them.
 */
export type BuildRepresentation = (entity: Entity, variables?: Readonly<Record<string, unknown>>) => Entity | null;

interface Part {
  from: string;
  to: string;
  mayBeNull: boolean;
  nested: Copy | null;
}

type Copy = (value: unknown) => unknown;

/** `subgraph`: the one that it is for. */
export function compileRepresentation(requires: readonly Requirement[], graph: Graph, subgraph = ''): BuildRepresentation {
  const partsByType = new Map<string, readonly Part[] | null>();
  return (entity) => {
    const typeName = entity['__typename'];
    if (typeof typeName !== 'string') return null;
    let parts = partsByType.get(typeName);
    if (parts === undefined) {
      const all = partsOf(requires, typeName, graph);
      parts = identifies(all, typeName, graph, subgraph) ? all : null;
      partsByType.set(typeName, parts);
    }
    if (parts === null) return null;
    const representation: Entity = { __typename: typeName };
    for (const { from, to, mayBeNull, nested } of parts) {
      const value = entity[from];
      if (value === undefined || value === null) {
        if (!mayBeNull) return null;
        representation[to] = null;
      } else {
        const sent = nested === null ? value : nested(value);
        if (sent === null && !mayBeNull) return null;
        representation[to] = sent;
      }
    }
    return representation;
  };
}

/**
 * Do the parts hold a key? What is required besides may be for more types than are asked about: `title` of any Media to know the blurb
 * of a Song. Where no key is known, anything but the name of a type will do.
 */
function identifies(parts: readonly Part[], typeName: string, graph: Graph, subgraph: string): boolean {
  const type = graph.full.getType(typeName);
  const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
  const keys = [typeName, ...interfaces.map(({ name }) => name)].flatMap((name) => graph.joins.keysOf(subgraph, name));
  if (keys.length === 0) return parts.some(({ from }) => from !== '__typename');
  return keys.some((key) => key.every((field) => parts.some(({ to }) => to === field)));
}

/** The fields that hold for a type, each once. */
function partsOf(requires: readonly Requirement[], typeName: string, graph: Graph): Part[] {
  const merged = new Map<string, { from: string; nested: Requirement[] | null }>();
  const add = (list: readonly Requirement[]): void => {
    for (const one of list) {
      if (one.kind === 'type') {
        if (graph.isA(typeName, one.type)) add(one.nested);
        continue;
      }
      const known = merged.get(one.to);
      if (known === undefined) merged.set(one.to, { from: one.from, nested: one.nested === null ? null : [...one.nested] });
      else if (one.nested !== null) known.nested?.push(...one.nested);
    }
  };
  add(requires);
  return [...merged].map(([to, { from, nested }]) => ({
    from,
    to,
    mayBeNull: from === '__typename' || graph.mayBeNull(typeName, to),
    nested: nested === null ? null : compileCopy(nested, fieldOf(graph.full, typeName, to)?.type, graph),
  }));
}

/**
 * Copies of an object, or of a list of them, what is required; null where something in it lacks what cannot be null. `type` is the
 * field's: what the object is where it does not say so itself.
 */
function compileCopy(requires: readonly Requirement[], type: GraphQLOutputType | undefined, graph: Graph): Copy {
  const partsByType = new Map<string, readonly Part[]>();
  const itemsMayBeNull = !hasNonNullItems(type);
  const copy: Copy = (value) => {
    if (Array.isArray(value)) {
      const items = value.map(copy);
      return itemsMayBeNull || !items.includes(null) ? items : null;
    }
    if (!isEntity(value)) return null;
    const given = value['__typename'];
    const typeName = typeof given === 'string' ? given : type === undefined ? '' : getNamedType(type).name;
    let parts = partsByType.get(typeName);
    if (parts === undefined) {
      parts = partsOf(requires, typeName, graph);
      partsByType.set(typeName, parts);
    }
    const copied: Entity = {};
    for (const { from, to, mayBeNull, nested } of parts) {
      const inner = value[from];
      const sent = inner === undefined || inner === null ? null : nested === null ? inner : nested(inner);
      if (sent === null && !mayBeNull) return null;
      copied[to] = sent;
    }
    return copied;
  };
  return copy;
}

function hasNonNullItems(type: GraphQLOutputType | undefined): boolean {
  return /!\]/.test(String(type));
}
