// From hints to events: those of one customer are one event. Pure.
import { createHash } from 'node:crypto';
import type { CustomerChanged } from '../../platform/exchange/hint';
import type { WaitingHint } from './waiting-hints';

export interface Gathered {
  event: CustomerChanged;
  /** The hints that are told by it. */
  hints: readonly WaitingHint[];
  /** Sinks that have been told of these hints. */
  told: readonly string[];
}

/** `customerOf` = canonical id by record; hints of other records are left out. In the order of their first hints. */
export function gather(hints: readonly WaitingHint[], customerOf: ReadonlyMap<string, string>): Gathered[] {
  const groups = new Map<string, { customer: string; hints: WaitingHint[] }>();
  for (const hint of hints) {
    const customer = hint.record === null ? undefined : customerOf.get(hint.record);
    if (customer === undefined) continue;
    // Those that some were told of already are events of their own.
    const name = JSON.stringify([customer, [...hint.told].sort()]);
    const group = groups.get(name) ?? { customer, hints: [] };
    groups.set(name, group);
    group.hints.push(hint);
  }
  return [...groups.values()].map(({ customer, hints: own }) => ({ event: toEvent(customer, own), hints: own, told: own[0]?.told ?? [] }));
}

function toEvent(customer: string, hints: readonly WaitingHint[]): CustomerChanged {
  const causes = hints.map(({ cause }) => cause).sort();
  return {
    id: createHash('sha256').update(JSON.stringify(causes)).digest('base64url').slice(0, 27),
    customer,
    systems: each(hints.map(({ source }) => source)),
    types: each(hints.map(({ type }) => type)),
    records: each(hints.flatMap(({ record }) => (record === null ? [] : [record]))),
    at: new Date(Math.max(...hints.map(({ at }) => at.getTime()))).toISOString(),
  };
}

function each(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
