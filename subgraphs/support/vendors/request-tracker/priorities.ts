// RT's priority is a number that each house reads in its own way (0 to 100 as a rule); which number means what is configured.
import type { TicketPriority } from '../../contract';

/** From this number on a ticket has that priority; the highest first. */
export type PriorityScale = readonly { from: number; priority: TicketPriority }[];

/** The most urgent first. */
const ORDER: readonly TicketPriority[] = ['URGENT', 'HIGH', 'NORMAL', 'LOW'];

const WORDS: Readonly<Record<string, TicketPriority>> = { urgent: 'URGENT', high: 'HIGH', medium: 'NORMAL', normal: 'NORMAL', low: 'LOW' };

/** Reads `low=0,normal=50,high=100`; null where that is not what is written. */
export function toPriorityScale(text: string): PriorityScale | null {
  const steps = text.split(',').map((pair) => {
    const [, word = '', from = ''] = /^\s*(urgent|high|normal|low)\s*=\s*(\d{1,9})\s*$/i.exec(pair) ?? [];
    const priority = WORDS[word.toLowerCase()];
    return priority === undefined ? null : { from: Number(from), priority };
  });
  const scale = steps.flatMap((step) => step ?? []).toSorted((a, b) => b.from - a.from);
  const once =
    new Set(scale.map(({ priority }) => priority)).size === scale.length && new Set(scale.map(({ from }) => from)).size === scale.length;
  return scale.length === steps.length && once ? scale : null;
}

/**
 * The priority of a number, or of one of RT's default words, which RT 5.0.3 keeps as it is told; null below the lowest step, and
 * for words that are none of them.
 */
export function toPriority(value: string | null, scale: PriorityScale): TicketPriority | null {
  if (value === null) return null;
  if (!/^-?\d+$/.test(value)) return WORDS[value.toLowerCase()] ?? null;
  return scale.find(({ from }) => Number(value) >= from)?.priority ?? null;
}

/** The number that stands for a priority: of one that the house does not use, that of the next lower one it does; null = none is. */
export function toNumber(priority: TicketPriority, scale: PriorityScale): number | null {
  const lower = ORDER.slice(ORDER.indexOf(priority));
  return scale.find((step) => lower.includes(step.priority))?.from ?? null;
}

/** The TicketSQL condition for tickets of these priorities; null = no number has one of them. */
export function toPriorityCondition(priorities: readonly TicketPriority[], scale: PriorityScale): string | null {
  const ranges = scale.flatMap(({ from, priority }, index) => {
    if (!priorities.includes(priority)) return [];
    const above = scale[index - 1];
    return [above === undefined ? `Priority >= ${from}` : `(Priority >= ${from} AND Priority < ${above.from})`];
  });
  return ranges.length === 0 ? null : `(${ranges.join(' OR ')})`;
}
