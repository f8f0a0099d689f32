// Whether two programs answer the same: the `data` of both, apart from what tells the time that has gone by.

/** Fields that tell how old an answer is, or how long it took: no two answers have the same. */
const LEFT_OUT: ReadonlySet<string> = new Set(['ageSeconds', 'latencyMs']);

/** Where they differ first, as a path; null = nowhere. Rejects answers that have no data. */
export function firstDifference(one: Buffer, other: Buffer): string | null {
  return differenceIn(dataOf(one), dataOf(other), 'data');
}

function dataOf(body: Buffer): unknown {
  const text = body.toString();
  const parsed: unknown = JSON.parse(text, (key, value: unknown) => (LEFT_OUT.has(key) ? undefined : value));
  if (!isObject(parsed) || !isObject(parsed['data'])) throw new Error(`an answer without data: ${text.slice(0, 300)}`);
  return parsed['data'];
}

function differenceIn(one: unknown, other: unknown, path: string): string | null {
  if (one === other) return null;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) {
    return `${path}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`;
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = differenceIn(one[key], other[key], `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
