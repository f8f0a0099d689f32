// Which faults of an answer are told: those that no error explains, at the place, above it or below it.
import type { Fault } from './fault';

export type Path = readonly (string | number)[];

/** `explained`: where there are errors, and what they have cost besides. */
export function withoutExplained(faults: readonly Fault[], explained: readonly Path[]): Fault[] {
  if (faults.length === 0) return [];
  const places = new Set(explained.map(textOf));
  const beginnings = beginningsOf(explained);
  return faults.filter(
    ({ path, hidden }) => !hidden && !beginnings.has(textOf(path)) && ![...beginningsOf([path])].some((beginning) => places.has(beginning)),
  );
}

/** The paths and all that they begin with. */
export function beginningsOf(paths: readonly Path[]): ReadonlySet<string> {
  return new Set(paths.flatMap((path) => [...path.keys(), path.length].map((length) => textOf(path.slice(0, length)))));
}

export function textOf(path: Path): string {
  return JSON.stringify(path);
}
