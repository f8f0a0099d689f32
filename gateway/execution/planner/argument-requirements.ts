// What the parts of a fetch require that argument-plans.ts splits: each what its own fields do, and the keys. By types, for one name may
// be several fields'.
import type { Requirement } from '../plan';
import type { ArgumentVariants } from './argument-variants';

/** What a field of this type requires: names, those below others among them. */
export interface Required {
  type: string;
  names: readonly string[];
}

/** Is one field of one type required under two names? */
export function hasTwoNamesForOne(requires: readonly Requirement[], { byName, types }: ArgumentVariants): boolean {
  const seen: { type: string; field: string; name: string }[] = [];
  const visitAll = (nodes: readonly Requirement[], type: string): boolean =>
    nodes.some((one) => {
      if (one.kind === 'type') return visitAll(one.nested, one.type === '' ? type : one.type);
      const field = byName.get(one.from)?.field ?? one.from;
      if (seen.some((other) => other.field === field && other.name !== one.from && types.overlap(other.type, type))) return true;
      seen.push({ type, field, name: one.from });
      return one.nested !== null && visitAll(one.nested, types.typeOf(type, field));
    });
  return visitAll(requires, '');
}

/**
 * What of `requires` is for some of the fields, `own`, out of `all` that require something: what others alone require may not be there
 * while they are not wanted, and nothing is to depend on it. Below a field only those with several names are told apart.
 */
export function requiredBy(
  own: readonly Required[],
  all: readonly Required[],
  requires: readonly Requirement[],
  { byName, types }: ArgumentVariants,
): Requirement[] {
  const variants = [...byName.values()];
  const hasNames = (typeName: string, name: string): boolean =>
    byName.has(name) || variants.some(({ type, field }) => field === name && types.isA(typeName, type));
  const isRequired = (by: readonly Required[], entityType: string, name: string): boolean =>
    by.some(({ type, names }) => types.overlap(entityType, type) && names.includes(name));
  const isOut = (entityType: string, typeName: string, name: string, isOutermost: boolean): boolean => {
    if (isRequired(own, entityType, name)) return false;
    if (!isOutermost) return hasNames(typeName, name);
    return isRequired(all, entityType, name) && !types.isKey(entityType, name);
  };
  const sift = (nodes: readonly Requirement[], entityType: string, typeName: string, isOutermost: boolean): Requirement[] =>
    nodes.flatMap((one): Requirement[] => {
      if (one.kind === 'type') {
        const inner = one.type === '' ? typeName : one.type;
        const nested = sift(one.nested, isOutermost ? inner : entityType, inner, isOutermost);
        return nested.length === 0 ? [] : [{ ...one, nested }];
      }
      if (isOut(entityType, typeName, one.from, isOutermost)) return [];
      if (one.nested === null) return [one];
      const nested = sift(one.nested, entityType, types.typeOf(typeName, byName.get(one.from)?.field ?? one.from), false);
      return nested.length === 0 ? [] : [{ ...one, nested }];
    });
  return sift(requires, '', '', true);
}
