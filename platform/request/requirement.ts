// What a field or a type asks of whoever wants to see it, as `@authenticated`, `@requiresScopes` and `@policy` say it, and whether a
// caller meets it. Several of one field must all hold. Where they stand is not known here.
import type { Caller } from './caller';

export type Requirement =
  { readonly kind: 'authenticated' } | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

/** More combinations than this are not worked out: what is not known to follow, does not. */
const MOST_COMBINATIONS = 512;

/** Does the caller meet it? Of scopes and policies one of the lists must be held in full; of no list at all nobody holds one. */
export function isMet(requirement: Requirement, { kind, scopes, policies, unrestricted }: Caller): boolean {
  if (unrestricted) return true;
  if (requirement.kind === 'authenticated') return kind !== 'anonymous';
  const held = requirement.kind === 'scopes' ? scopes : policies;
  return requirement.anyOf.some((all) => all.every((one) => held.includes(one)));
}

/** The same requirement has the same text, in whatever order it is written. */
export function textOf(requirement: Requirement): string {
  if (requirement.kind === 'authenticated') return requirement.kind;
  const lists = requirement.anyOf.map((all) => JSON.stringify([...new Set(all)].sort()));
  return `${requirement.kind} ${[...new Set(lists)].sort().join(' or ')}`;
}

/** Does whoever meets all of the `given` meet this one too? False also where that is too much to work out. */
export function follows({ kind, ...wanted }: Requirement, given: readonly Requirement[]): boolean {
  const same = given.filter((one) => one.kind === kind);
  if (!('anyOf' in wanted)) return same.length > 0;
  let combined: readonly (readonly string[])[] = [[]];
  for (const one of same) {
    if (!('anyOf' in one)) continue;
    combined = combined.flatMap((left) => one.anyOf.map((right) => [...left, ...right]));
    if (combined.length > MOST_COMBINATIONS) return false;
  }
  return combined.every((held) => wanted.anyOf.some((all) => all.every((name) => held.includes(name))));
}
