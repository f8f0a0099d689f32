// The corrections that a plan asks for: of representations before they are sent, of answers before they are merged. In place.
import { isEntity, type Entity, type IsA } from './data';
import type { Rewrite } from './plan';

const CONDITION = /^\.\.\. on (.+)$/;

/** Applies one after the other to an object that nobody else holds. */
export function rewrite(value: Entity, rewrites: readonly Rewrite[], isA: IsA): void {
  for (const one of rewrites) walk(value, one, 0, isA);
}

function walk(value: unknown, one: Rewrite, at: number, isA: IsA): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, one, at, isA);
    return;
  }
  if (!isEntity(value)) return;
  const step = one.path[at];
  if (step === undefined) return;
  const condition = CONDITION.exec(step)?.[1];
  if (condition !== undefined) {
    const typeName = value['__typename'];
    if (typeof typeName !== 'string' || isA(typeName, condition)) walk(value, one, at + 1, isA);
    return;
  }
  if (at < one.path.length - 1) return walk(value[step], one, at + 1, isA);
  if (one.kind === 'set') {
    value[step] = one.value;
  } else if (step in value) {
    value[one.to] = value[step];
    delete value[step];
  }
}

/** The names that answers carry and clients must not see, with what they become: for the paths of errors. */
export function renamedKeys(rewrites: readonly Rewrite[]): ReadonlyMap<string, string> {
  return new Map(
    rewrites.flatMap((one): [string, string][] => {
      const last = one.path.at(-1);
      return one.kind === 'rename' && last !== undefined ? [[last, one.to]] : [];
    }),
  );
}
