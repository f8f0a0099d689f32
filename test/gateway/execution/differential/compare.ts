// Is the answer the oracle's? Data to the last byte, the order of keys included. Errors by their paths, each once. Below a null that
// came from further down the two need not tell the same errors (graphql-js stops at the first, an executor may have asked several
// subgraphs), but at least one, and none that is not true.
import { textOf } from './graph';

export type Path = readonly (string | number)[];

export interface Told {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string; path?: Path | undefined }[];
}

/** What is different, in words; null = nothing. `possible`: everything that goes wrong where nothing is cut short. */
export function compare(answer: Told, oracle: Told, possible: readonly { path?: Path | undefined }[]): string | null {
  if (JSON.stringify(answer.data) !== JSON.stringify(oracle.data)) {
    return textOf(answer.data) === textOf(oracle.data) ? 'the order of keys' : 'the data';
  }
  const paths = (answer.errors ?? []).map(({ path }) => path ?? []);
  const known = new Set(paths.map(keyOf));
  if (known.size < paths.length) return 'an error told twice';
  const wanted = (oracle.errors ?? []).map(({ path }) => path ?? []);
  const data = answer.data ?? null;
  const places = (of: readonly Path[]): string => textOf([...new Set(of.map((path) => keyOf(nullAbove(data, path))))].sort());
  if (places(paths) !== places(wanted)) return 'where there are errors';
  const true_ = new Set([...wanted, ...possible.map(({ path }) => path ?? [])].map(keyOf));
  if (paths.some((path) => !true_.has(keyOf(path)))) return 'an error that is none';
  return null;
}

/** As much of the path as there is data: it ends at a null, or at what it names. */
export function nullAbove(data: unknown, path: Path): Path {
  let value = data;
  for (const [index, step] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, index);
    value = childOf(value, step);
  }
  return path;
}

export function childOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === String(step))?.[1] : undefined;
}

export function keyOf(path: Path): string {
  return path.join(' ');
}
