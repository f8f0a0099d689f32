// Writes a connector's mapping down, compared with the contract's type by the compiler. The lines are told, never run: the
// mapper is code, and the law in test/contracts/mapping.contract.ts holds the two together.
import type { FieldMapping } from './connector';

/** Our field, the path in the vendor's answer, and how it is cleaned; left out = as it is. */
export type MappingLine<Type> = readonly [field: keyof Type & string, from: string, by?: string];

/**
 * Lines for one type of the contract. `id`, `url` and `raw` are left out: they are made of the vendor's own id, and of all.
 * Usage: `mappingOf<Ticket>('Ticket', [['subject', 'subject', 'trimmed'], ['tags', 'tags[]']])`.
 */
export function mappingOf<Type>(of: string, lines: readonly MappingLine<Type>[]): FieldMapping[] {
  return lines.map(([field, from, by]) => ({ of, field, from, by: by ?? null }));
}

/** How values are cleaned, where many connectors do it alike. */
export const CLEANED = {
  text: 'trimmed',
  email: 'normaliseEmail',
  phone: 'normalisePhone',
  time: 'ISO 8601 in UTC',
  day: 'its day, in UTC',
  mailbox: 'isRoleMailbox: ORGANIZATION',
} as const;
