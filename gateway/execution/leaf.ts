// Checks what subgraphs sent as scalars and enum values. A wrong one is null with a fault; one that clients are not to know is null
// without an error.
import { isEnumType, isSpecifiedScalarType, type GraphQLEnumType, type GraphQLScalarType, type GraphQLSchema } from 'graphql';
import type { Fault } from './fault';

/** Completes a leaf of this type. Scalars of the graph's own are passed on as they are: only the subgraph knows what they may hold. */
export function leafOf(
  type: GraphQLScalarType | GraphQLEnumType,
  full: GraphQLSchema,
  place: string,
): (value: unknown, faults: Fault[]) => unknown {
  if (isEnumType(type)) {
    const shown = new Set(type.getValues().map(({ name }) => name));
    const whole = full.getType(type.name);
    const all = new Set(isEnumType(whole) ? whole.getValues().map(({ name }) => name) : []);
    return (value, faults) => {
      if (value === null || value === undefined) return null;
      if (typeof value === 'string' && shown.has(value)) return value;
      faults.push({
        message: `${place} has a value that is none of ${type.name}.`,
        path: [],
        hidden: typeof value === 'string' && all.has(value),
      });
      return null;
    };
  }
  if (!isSpecifiedScalarType(type)) return (value) => value ?? null;
  const isString = type.name === 'String' || type.name === 'ID';
  return (value, faults) => {
    if (value === null || value === undefined) return null;
    if (isString && typeof value === 'string') return value;
    try {
      return type.serialize(value);
    } catch {
      faults.push({ message: `${place} has a value that is no ${type.name}.`, path: [], hidden: false });
      return null;
    }
  };
}
