// Puts the answer of a fetch into the data. It follows the shape of the fetch and knows no plans.
import { isEntity, type Entity, type IsA } from './data';
import type { Shape } from './shape';

/**
 * Puts an answer into the object it is about. A null never overwrites a value; objects that both have are merged, lists item by item.
 * The name of a type is overwritten by a more exact one only: to a subgraph with an interface object, every Book is a Media.
 */
export function merge(target: Entity, source: Entity, shape: Shape, isA: IsA = () => true): void {
  for (const [key, inner] of shape) {
    const value = source[key];
    if (value === undefined) continue;
    const present = target[key];
    if (present === undefined || present === null) target[key] = value;
    else if (value === null) continue;
    else if (key === '__typename' && typeof value === 'string' && typeof present === 'string' && !isA(value, present)) continue;
    else if (inner === null) target[key] = value;
    else mergeValue(present, value, inner, isA);
  }
}

function mergeValue(present: unknown, value: unknown, shape: Shape, isA: IsA): void {
  if (Array.isArray(present) && Array.isArray(value)) {
    const most = Math.min(present.length, value.length);
    for (let index = 0; index < most; index += 1) {
      const item: unknown = value[index];
      if (item === null || item === undefined) continue;
      if (present[index] === null || present[index] === undefined) present[index] = item;
      else mergeValue(present[index], item, shape, isA);
    }
  } else if (isEntity(present) && isEntity(value)) {
    merge(present, value, shape, isA);
  }
}

/** A copy whose objects are its own; what scalars hold is shared. */
export function copyOf(value: unknown, shape: Shape | null): unknown {
  if (shape === null || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => copyOf(item, shape));
  if (!isEntity(value)) return value;
  const copied: Entity = {};
  for (const [key, inner] of shape) if (value[key] !== undefined) copied[key] = copyOf(value[key], inner);
  return copied;
}
