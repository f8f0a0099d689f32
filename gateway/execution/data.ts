// The data of a request while it is put together, and the way to the entities in it. Values are what subgraphs sent: anything.
import type { PathSegment } from './plan';

/** An object in the data. */
export type Entity = Record<string, unknown>;

export function isEntity(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Does a value of this type satisfy the condition? */
export type IsA = (typeName: string, condition: string) => boolean;

/**
 * The objects at a path, each once, in the order of the data. What is not there, null, or of another shape than the path says, is
 * passed over. A list of lists may have one step for all its levels: not every planner writes one for each.
 */
export function collect(root: Entity, path: readonly PathSegment[], isA: IsA): Entity[] {
  return collectAll(root, [path], isA);
}

/** The same for several paths: those of the first path first. */
export function collectAll(root: Entity, paths: readonly (readonly PathSegment[])[], isA: IsA): Entity[] {
  const found: Entity[] = [];
  for (const path of paths) gather(root, path, 0, isA, found);
  // Answers are shared between equal entities: one object may be reached in two ways.
  return found.length > 1 ? [...new Set(found)] : found;
}

function gather(value: unknown, path: readonly PathSegment[], at: number, isA: IsA, found: Entity[]): void {
  if (value === null || value === undefined) return;
  const segment = path[at];
  if (segment === 'items') {
    if (Array.isArray(value)) for (const item of value) gather(item, path, at + 1, isA, found);
    return;
  }
  if (!isEntity(value)) {
    if (Array.isArray(value) && path[at - 1] === 'items') for (const item of value) gather(item, path, at, isA, found);
    return;
  }
  if (segment === undefined) found.push(value);
  else if ('field' in segment) gather(value[segment.field], path, at + 1, isA, found);
  else if (matches(value, segment.types, isA)) gather(value, path, at + 1, isA, found);
}

/** Every way to each object that `collect` finds: for errors, which are rare. Field names are those of the data. */
export function waysTo(root: Entity, path: readonly PathSegment[], isA: IsA): ReadonlyMap<Entity, (string | number)[][]> {
  const found = new Map<Entity, (string | number)[][]>();
  const walk = (value: unknown, at: number, way: readonly (string | number)[]): void => {
    const segment = path[at];
    if (segment === 'items') {
      if (Array.isArray(value)) value.forEach((item, index) => walk(item, at + 1, [...way, index]));
      return;
    }
    if (Array.isArray(value) && path[at - 1] === 'items') {
      value.forEach((item, index) => walk(item, at, [...way, index]));
      return;
    }
    if (!isEntity(value)) return;
    if (segment === undefined) {
      found.set(value, [...(found.get(value) ?? []), [...way]]);
    } else if ('field' in segment) walk(value[segment.field], at + 1, [...way, segment.field]);
    else if (matches(value, segment.types, isA)) walk(value, at + 1, way);
  };
  walk(root, 0, []);
  return found;
}

function matches(value: Entity, types: readonly string[], isA: IsA): boolean {
  const typeName = value['__typename'];
  return typeof typeName === 'string' && types.some((type) => isA(typeName, type));
}

export function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return typeof step === 'number' ? (value[step] as unknown) : undefined;
    return isEntity(value) ? value[step] : undefined;
  }, root);
}
