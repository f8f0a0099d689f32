// Shapes the answer: from the data that the subgraphs gave, exactly what the client asked for, in the client's order and under the
// client's keys, with nulls where values are missing, hidden or wrong. Compiled once an operation; it fetches nothing.
import {
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLOutputType,
  type GraphQLAbstractType,
  type GraphQLInterfaceType,
  type FieldNode,
  type GraphQLObjectType,
} from 'graphql';
import { collectFields, dependsOnType, type CollectedField, type Selections } from './collect-fields';
import { isEntity, type Entity } from './data';
import type { Fault } from './fault';
import type { Graph } from './graph';
import type { Disguise } from './disguise';
import { leafOf } from './leaf';
import { UNAUTHORISED } from './withheld';

/** Shapes the data; null where a value that cannot be null is missing up to the root. Faults are added to `faults`. */
export type Project = (data: Entity, faults: Fault[]) => Entity | null;

/** The completed value; null, with a fault for a value that was there; BROKEN where null is not allowed. */
type Complete = (value: unknown, faults: Fault[]) => unknown;

const BROKEN = Symbol('null where null is not allowed');

interface CompiledField {
  key: string;
  out: string;
  complete: Complete;
  isWithheld: boolean;
}

export interface ProjectionInput {
  graph: Graph;
  selections: Selections;
  clientKeys: ReadonlyMap<string, string>;
  /** Fields of the selections that the caller may not see; left out = none. */
  withheld?: ReadonlySet<FieldNode>;
  /** How some of the values are shown; left out = as they are. */
  disguise?: Disguise | undefined;
}

/** Compiles the projection of a root selection; conditions of it are decided already. */
export function compileProjection(
  { graph, selections, clientKeys, withheld = NOTHING, disguise }: ProjectionInput,
  root: GraphQLObjectType,
): Project {
  const { api } = graph;

  function fieldsOf(type: GraphQLObjectType | GraphQLInterfaceType, selected: Selections): CompiledField[] {
    return collectFields(selected, type.name, graph).map((field) => {
      const isWithheld = withheld.size > 0 && field.nodes.every((node) => withheld.has(node));
      return {
        key: field.key,
        out: clientKeys.get(field.key) ?? field.key,
        complete: isWithheld ? refuse(mayBeNull(type, field.name)) : completeField(type, field),
        isWithheld,
      };
    });
  }

  function completeField(type: GraphQLObjectType | GraphQLInterfaceType, { name, selections: inner }: CollectedField): Complete {
    if (name === '__typename') return isObjectType(type) ? () => type.name : (value) => value ?? type.name;
    const field = type.getFields()[name];
    // Only what is about the schema itself, which is answered elsewhere and finished.
    if (field === undefined) return (value) => value ?? null;
    const complete = completeType(field.type, inner, `${type.name}.${name}`);
    const show = disguise?.of(type.name, name, field.type) ?? null;
    if (show === null) return complete;
    return (value, faults) => {
      const completed = complete(value, faults);
      return completed === BROKEN || completed === null ? completed : show(completed);
    };
  }

  function completeType(type: GraphQLOutputType, inner: Selections, place: string): Complete {
    if (isNonNullType(type)) {
      const complete = completeType(type.ofType, inner, place);
      return (value, faults) => {
        if (value === null || value === undefined) {
          faults.push({ message: `Cannot return null for non-nullable field ${place}.`, path: [], hidden: false });
          return BROKEN;
        }
        const completed = complete(value, faults);
        return completed === null ? BROKEN : completed;
      };
    }
    if (isListType(type)) return completeList(completeType(type.ofType, inner, place), place);
    if (isScalarType(type) || isEnumType(type)) return leafOf(type, graph.full, place);
    if (isAbstractType(type)) return completeAbstract(type, inner, place);
    let fields: readonly CompiledField[] | undefined;
    return (value, faults) => {
      if (value === null || value === undefined) return null;
      if (!isEntity(value)) return wrong(faults, `${place} is no object.`);
      fields ??= fieldsOf(type, inner);
      return completeObject(fields, value, faults);
    };
  }

  function completeAbstract(type: GraphQLAbstractType, inner: Selections, place: string): Complete {
    const byType = new Map<string, readonly CompiledField[] | null | undefined>();
    // A plan may ask for the name under the client's key alone.
    let nameKeys: readonly string[] | undefined;
    const nameOf = (value: Entity): string => {
      const given = value['__typename'];
      if (typeof given === 'string') return given;
      nameKeys ??= collectFields(inner, type.name, graph).flatMap(({ key, name }) => (name === '__typename' ? [key] : []));
      const other: unknown = nameKeys.map((key) => value[key]).find((one) => typeof one === 'string' && isObjectType(api.getType(one)));
      return typeof other === 'string' ? other : type.name;
    };
    const lookUp = (typeName: string): readonly CompiledField[] | null | undefined => {
      const concrete = api.getType(typeName);
      if (isObjectType(concrete) && api.isSubType(type, concrete)) return fieldsOf(concrete, inner);
      // The plan leaves the name out where only fields of the interface are asked; an interface that is an object answers its own.
      if (!isInterfaceType(concrete)) return null;
      return dependsOnType(inner, typeName, graph) ? undefined : fieldsOf(concrete, inner);
    };
    return (value, faults) => {
      if (value === null || value === undefined) return null;
      if (!isEntity(value)) return wrong(faults, `${place} is no object.`);
      const typeName = nameOf(value);
      let fields = byType.get(typeName);
      if (fields === undefined && !byType.has(typeName)) {
        fields = lookUp(typeName);
        byType.set(typeName, fields);
      }
      // The subgraph that knows has failed, or does not know of it: an interface's name is no answer.
      if (fields === undefined) return wrong(faults, `Of what type ${place} is, is not known.`);
      if (fields === null) return wrong(faults, `${place} is of a type that is not shown.`, true);
      return completeObject(fields, value, faults);
    };
  }

  const fields = fieldsOf(root, selections);
  // Nothing is left to answer: then there is no answer, whatever could be null.
  if (fields.length > 0 && fields.every(({ isWithheld }) => isWithheld)) {
    return (_, faults) => {
      for (const { out } of fields) faults.push({ message: UNAUTHORISED.message, path: [out], hidden: false, withheld: true });
      return null;
    };
  }
  return (data, faults) => completeObject(fields, data, faults);
}

const NOTHING: ReadonlySet<FieldNode> = new Set();

function mayBeNull(type: GraphQLObjectType | GraphQLInterfaceType, fieldName: string): boolean {
  const field = type.getFields()[fieldName];
  return field !== undefined && !isNonNullType(field.type);
}

/** Of a field that the caller may not see, whatever the data has. */
function refuse(nullable: boolean): Complete {
  return (_, faults) => {
    faults.push({ message: UNAUTHORISED.message, path: [], hidden: false, withheld: true });
    return nullable ? null : BROKEN;
  };
}

function completeObject(fields: readonly CompiledField[], value: Entity, faults: Fault[]): Entity | null {
  const shaped: Entity = {};
  let known = faults.length;
  for (const { key, out, complete } of fields) {
    const completed = complete(value[key], faults);
    if (faults.length > known) known = locate(faults, known, out);
    if (completed === BROKEN) return null;
    if (out === '__proto__') Object.defineProperty(shaped, out, { value: completed, enumerable: true });
    else shaped[out] = completed;
  }
  return shaped;
}

function completeList(complete: Complete, place: string): Complete {
  return (value, faults) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return wrong(faults, `${place} is no list.`);
    const shaped: unknown[] = [];
    let known = faults.length;
    for (let index = 0; index < value.length; index += 1) {
      const completed = complete(value[index], faults);
      if (faults.length > known) known = locate(faults, known, index);
      if (completed === BROKEN) return null;
      shaped.push(completed);
    }
    return shaped;
  };
}

/** Faults are found without a path, which each level then adds to: it costs nothing where there are none. */
function locate(faults: Fault[], from: number, step: string | number): number {
  for (let index = from; index < faults.length; index += 1) faults[index]?.path.unshift(step);
  return faults.length;
}

function wrong(faults: Fault[], message: string, hidden = false): null {
  faults.push({ message, path: [], hidden });
  return null;
}

/** Does the operation ask anything below this type? For those who compile. */
export function rootTypeOf(graph: Graph, kind: 'query' | 'mutation' | 'subscription'): GraphQLObjectType {
  const { api } = graph;
  const type = kind === 'query' ? api.getQueryType() : kind === 'mutation' ? api.getMutationType() : api.getSubscriptionType();
  if (type == null) throw new TypeError(`the graph has no ${kind} type`);
  return type;
}
