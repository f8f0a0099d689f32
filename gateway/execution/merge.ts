// Puts the answer of a fetch into the data. It follows the shape of the fetch and knows neither plans nor types.
import { isEntity, type Entity } from './data';
import type { Shape } from './shape';

/** Puts an answer into the object it is about. A null never overwrites a value; objects that both have are merged, lists item by item. */
export function merge(target: Entity, source: Entity, shape: Shape): void {
  for (const [key, inner] of shape) {
    const value = source[key];
    if (value === undefined) continue;
    const present = target[key];
    if (present === undefined || present === null) target[key] = value;
    else if (value === null) continue;
    else if (inner === null) target[key] = value;
    else mergeValue(present, value, inner);
  }
}

function mergeValue(present: unknown, value: unknown, shape: Shape): void {
  if (Array.isArray(present) && Array.isArray(value)) {
    const most = Math.min(present.length, value.length);
    for (let index = 0; index < most; index += 1) {
      const item: unknown = value[index];
      if (item === null || item === undefined) continue;
      if (present[index] === null || present[index] === undefined) present[index] = item;
      else mergeValue(present[index], item, shape);
    }
  } else if (isEntity(present) && isEntity(value)) {
    merge(present, value, shape);
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
