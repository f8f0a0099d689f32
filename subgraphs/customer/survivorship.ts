// Which of several values wins? The rules by which a policy chooses, as functions of values with their origin. They know no
// field; `policies.ts` says which field takes which rule. The order in which values arrive never matters.
import type { Domain } from '../../platform/exchange/domain';

/** A value and where it comes from. */
export interface Candidate<T> {
  value: T;
  /** Global id of the record that holds it. */
  record: string;
  domain: Domain | null;
  /** ISO 8601; without it a value cannot win by age. */
  updatedAt: string | null;
}

/** What a rule needs to know of the field. */
export interface Comparison<T> {
  /** Domains in the order in which they are believed; those not listed come last. */
  priority: readonly Domain[];
  same(a: T, b: T): boolean;
  /** How much a value says: more parts filled is more. */
  completeness(value: T): number;
}

/** Chooses a candidate; null where none can be chosen. */
export type Rule = <T>(candidates: readonly Candidate<T>[], by: Comparison<T>) => Candidate<T> | null;

/** The most believed domain; then the most complete, the newest, the lowest id. */
export const sourcePriority: Rule = (candidates, by) => [...candidates].sort((a, b) => preferred(a, b, by))[0] ?? null;

/** The record that changed last; ties by priority. */
export const newest: Rule = (candidates, by) => byAge(candidates, by, -1);

/** The record that changed first; ties by priority. */
export const oldest: Rule = (candidates, by) => byAge(candidates, by, 1);

/** The value that most records hold; ties by priority. */
export const mostFrequent: Rule = (candidates, by) => {
  const count = (candidate: (typeof candidates)[number]): number =>
    candidates.filter(({ value }) => by.same(value, candidate.value)).length;
  return [...candidates].sort((a, b) => count(b) - count(a) || preferred(a, b, by))[0] ?? null;
};

/** The value that says most; ties by priority. */
export const mostComplete: Rule = (candidates, by) =>
  [...candidates].sort((a, b) => by.completeness(b.value) - by.completeness(a.value) || preferred(a, b, by))[0] ?? null;

/** The value that all hold; null where two differ. */
export const agreeOrNull: Rule = (candidates, by) => {
  const choice = sourcePriority(candidates, by);
  return choice !== null && candidates.every(({ value }) => by.same(value, choice.value)) ? choice : null;
};

/** The rules that choose one value, by the names that policies have for them. */
export const RULES = {
  'source-priority': sourcePriority,
  newest,
  oldest,
  'most-frequent': mostFrequent,
  'most-complete': mostComplete,
  'agree-or-null': agreeOrNull,
} as const satisfies Readonly<Record<string, Rule>>;

/** Every value once, the most believed first. */
export function union<T>(candidates: readonly Candidate<readonly T[]>[], priority: readonly Domain[], keyOf: (value: T) => string): T[] {
  const by = { priority, same: () => false, completeness: () => 0 };
  const values = [...candidates].sort((a, b) => preferred(a, b, by)).flatMap(({ value }) => value);
  const keys = values.map(keyOf);
  return values.filter((value, index) => keys.indexOf(keyOf(value)) === index);
}

/** The value that allows least, by a scale from the most to the least restrictive; a value not on it allows most. */
export function mostRestrictive<T>(candidates: readonly Candidate<T>[], scale: readonly T[]): Candidate<T> | null {
  const rank = ({ value }: Candidate<T>): number => (scale.includes(value) ? scale.indexOf(value) : scale.length);
  return [...candidates].sort((a, b) => rank(a) - rank(b) || ageOf(b) - ageOf(a) || byId(a, b))[0] ?? null;
}

function byAge<T>(candidates: readonly Candidate<T>[], by: Comparison<T>, direction: 1 | -1): Candidate<T> | null {
  const dated = candidates.filter(({ updatedAt }) => updatedAt !== null);
  return [...dated].sort((a, b) => direction * (ageOf(a) - ageOf(b)) || preferred(a, b, by))[0] ?? null;
}

function preferred<T>(a: Candidate<T>, b: Candidate<T>, by: Comparison<T>): number {
  const rank = ({ domain }: Candidate<T>): number =>
    domain !== null && by.priority.includes(domain) ? by.priority.indexOf(domain) : by.priority.length;
  return rank(a) - rank(b) || by.completeness(b.value) - by.completeness(a.value) || ageOf(b) - ageOf(a) || byId(a, b);
}

function ageOf({ updatedAt }: Candidate<unknown>): number {
  const time = updatedAt === null ? NaN : Date.parse(updatedAt);
  return Number.isNaN(time) ? 0 : time;
}

function byId(a: Candidate<unknown>, b: Candidate<unknown>): number {
  return a.record < b.record ? -1 : a.record > b.record ? 1 : 0;
}
