// How alike two texts are, by two classic measures. Pure arithmetic on code points; normalising comes before.

/**
 * Jaro-Winkler similarity, 0 to 1: 1 = equal, 0 = nothing in common. Symmetric. Prefix weight 0.1 over at most four
 * characters, given whenever the Jaro part is above 0.7, as Winkler proposed.
 */
export function jaroWinkler(a: string, b: string): number {
  // Greedy matching may depend on which text comes first: one order for both.
  const [left, right] = a <= b ? [[...a], [...b]] : [[...b], [...a]];
  if (left.length === 0 || right.length === 0) return left.length === right.length ? 1 : 0;
  const jaro = jaroSimilarity(left, right);
  if (jaro <= 0.7) return jaro;
  let prefix = 0;
  while (prefix < 4 && prefix < left.length && left[prefix] === right[prefix]) prefix += 1;
  return Math.min(1, jaro + prefix * 0.1 * (1 - jaro));
}

function jaroSimilarity(a: readonly string[], b: readonly string[]): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const takenInB = new Set<number>();
  const matchedInA: string[] = [];
  a.forEach((character, index) => {
    const end = Math.min(b.length, index + reach + 1);
    for (let other = Math.max(0, index - reach); other < end; other += 1) {
      if (b[other] !== character || takenInB.has(other)) continue;
      takenInB.add(other);
      matchedInA.push(character);
      return;
    }
  });
  const matches = matchedInA.length;
  if (matches === 0) return 0;
  const matchedInB = b.filter((_, index) => takenInB.has(index));
  const transpositions = matchedInA.filter((character, index) => character !== matchedInB[index]).length / 2;
  return (matches / a.length + matches / b.length + (matches - transpositions) / matches) / 3;
}

/** The smallest number of insertions, deletions, substitutions and swaps of neighbours (each place edited once). Symmetric. */
export function damerauDistance(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, right.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
