// The shop's customers as the list of people that the sandbox takes: `name,email,phone`.
import type { ChinookPerson } from './database';

/** CSV with a title line. */
export function toPeopleCsv(people: readonly ChinookPerson[]): string {
  const quoted = (value: string | null): string => `"${(value ?? '').replaceAll('"', '""')}"`;
  return ['name,email,phone', ...people.map(({ name, email, phone }) => [name, email, phone].map(quoted).join(','))].join('\n') + '\n';
}
