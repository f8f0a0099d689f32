// What one supergraph is to the executor: the schema that clients know, the schema behind it, and the planner. A reloaded
// supergraph is another graph; requests under way keep theirs.
import { isAbstractType, isInterfaceType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { NO_JOINS, type Joins } from './joins';
import type { Planner } from './planner/planner';

export interface Graph {
  /** What clients may ask. */
  readonly api: GraphQLSchema;
  /** All types and fields, hidden ones included. Type conditions hold by this one. */
  readonly full: GraphQLSchema;
  readonly planner: Planner;
  readonly joins: Joins;
  /**
   * Does a value of this type satisfy the condition? By the full schema: also where the value is of an interface that is an
   * object in its subgraph, and carries the interface's own name. '' is no condition.
   */
  isA(typeName: string, condition: string): boolean;
  /** May the field be null, by the full schema? True for what it does not know. */
  mayBeNull(typeName: string, fieldName: string): boolean;
}

export function createGraph(api: GraphQLSchema, full: GraphQLSchema, planner: Planner, joins: Joins = NO_JOINS): Graph {
  const members = new Map<string, ReadonlySet<string>>();
  const membersOf = (condition: string): ReadonlySet<string> => {
    const known = members.get(condition);
    if (known !== undefined) return known;
    const type = full.getType(condition);
    const names = new Set([condition]);
    if (isAbstractType(type)) for (const { name } of full.getPossibleTypes(type)) names.add(name);
    if (isInterfaceType(type)) for (const { name } of full.getImplementations(type).interfaces) names.add(name);
    members.set(condition, names);
    return names;
  };
  return {
    api,
    full,
    planner,
    joins,
    isA: (typeName, condition) => condition === '' || typeName === condition || membersOf(condition).has(typeName),
    mayBeNull: (typeName, fieldName) => {
      const field = fieldOf(full, typeName, fieldName);
      return field === undefined || !String(field.type).endsWith('!');
    },
  };
}

/** The field of an object or interface type; undefined where there is none. */
export function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string): GraphQLField<unknown, unknown> | undefined {
  const type = schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
}
