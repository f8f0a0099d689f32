// Which faults of an answer are told: those that no error explains, at the place, above it or below it.
import type { Fault } from './fault';

export type Path = readonly (string | number)[];

/** `explained`: where there are errors, and what they have cost besides. */
export function withoutExplained(faults: readonly Fault[], explained: readonly Path[]): Fault[] {
  if (faults.length === 0) return [];
  const places = new Set(explained.map(textOf));
  const beginnings = new Set(explained.flatMap((path) => beginningsOf(path)));
  return faults.filter(
    ({ path, hidden }) => !hidden && !beginnings.has(textOf(path)) && !beginningsOf(path).some((beginning) => places.has(beginning)),
  );
}

/** The path and all that it begins with. */
function beginningsOf(path: Path): string[] {
  return [...path.keys(), path.length].map((length) => textOf(path.slice(0, length)));
}

function textOf(path: Path): string {
  return JSON.stringify(path);
}
