// Is this the right answer while one subgraph is down? The rule, position by position against two oracles (see outage.ts), `least` in
// which only what nobody else knows is lost, and `most` in which all is lost that a plan could have asked the subgraph for:
//  - a value that `most` has is there, and null where `least` has null; between them either is right. Where the two are equal, as in
//    most answers, the data is equal to theirs to the last byte: non-null violations spread by the API schema, and a field whose
//    required fields were lost went on with null, or is lost itself where one cannot be null. (A representation is sent for all that one
//    fetch asks: with one such field the others are lost.)
//  - what is null for the outage has an error: at it, above it, below it where the null has spread, or on another field of the same
//    object or of one above it: one error an entity, on a field that the client asked.
//  - each error is of the subgraph that is down (or one that the well graph has too), on a path that the client asked, told once; and
//    there are no two for fields of one object, except of the root.
import type { Path, Told } from './compare';
import { childOf, keyOf, nullAbove } from './compare';

export interface Bounds {
  least: Told;
  most: Told;
  /** With all subgraphs well. */
  well: Told;
}

export interface OutageVerdict {
  fault: string | null;
  /** The bounds were one. */
  exact: boolean;
}

export function compareOutage(answer: Told, { least, most, well }: Bounds, down: string): OutageVerdict {
  const exact = JSON.stringify(least.data) === JSON.stringify(most.data);
  const verdict = (fault: string | null): OutageVerdict => ({ fault, exact });
  if (exact && JSON.stringify(answer.data) !== JSON.stringify(least.data)) return verdict('the data');
  const outside = outsideBounds(answer.data, { least: least.data, most: most.data, path: [] });
  if (outside !== null) return verdict(`the data at ${keyOf(outside)}`);
  return verdict(errorFault(answer, well, down));
}

/** Where the answer is neither what one bound says nor the other; null = nowhere. */
function outsideBounds(answer: unknown, { least, most, path }: { least: unknown; most: unknown; path: Path }): Path | null {
  // undefined = this bound says nothing: it has a null further up.
  if (answer === null) return most === null || most === undefined || least === null ? null : path;
  if (least === null) return path;
  if (typeof answer !== 'object' || answer === undefined) {
    // A field that requires several others was told some of them, if the bounds are not one.
    return least === undefined || answer === least || least !== most ? null : path;
  }
  const keys = Array.isArray(answer) ? answer.map((_, index) => index) : Object.keys(answer);
  if (least !== undefined && keyOf(keys) !== keyOf(keysOf(least))) return path;
  for (const key of keys) {
    const inner = { least: childOf(least, key), most: most === null ? undefined : childOf(most, key), path: [...path, key] };
    const found = outsideBounds(childOf(answer, key), inner);
    if (found !== null) return found;
  }
  return null;
}

function keysOf(value: unknown): (string | number)[] {
  return Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value ?? {});
}

function errorFault({ data, errors = [] }: Told, well: Told, down: string): string | null {
  const before = new Set((well.errors ?? []).map(({ path }) => keyOf(path ?? [])));
  const paths = errors.map(({ path }) => path ?? []);
  if (new Set(paths.map(keyOf)).size < paths.length) return 'an error told twice';
  const own = errors.flatMap(({ path = [] }) => (before.has(keyOf(path)) ? [] : [path]));
  if (errors.some(({ path, message }) => path !== undefined && !before.has(keyOf(path)) && !message.includes(down))) {
    return 'an error that is of no subgraph';
  }
  if (errors.some(({ path }) => path === undefined || path.includes('_entities') || path.includes(''))) return 'an error without a path';
  const astray = own.find(
    (path) => childOfPath(well.data, path) === undefined && childOfPath(well.data, nullAbove(well.data, path)) !== null,
  );
  if (astray !== undefined) return `an error on nothing that was asked: ${keyOf(astray)}`;
  const owners = own.filter((path) => path.length > 1).map((path) => ownerOf(path, well.data));
  if (new Set(owners).size < owners.length) return 'two errors for one object';
  const unexplained = nulls(data, well.data, []).find((place) => !paths.some((path) => explains(path, place)));
  return unexplained === undefined ? null : `a null without an error: ${keyOf(unexplained)}`;
}

/** The object that the error is of: the one that has the field, or one that is itself where the error is. */
function ownerOf(path: Path, before: unknown): string {
  const was = childOfPath(before, path);
  const isObject = typeof was === 'object' && was !== null && !Array.isArray(was);
  return isObject ? `itself ${keyOf(path)}` : keyOf(path.slice(0, -1));
}

/** One is the beginning of the other, but for the field it ends with: the rest of an entity is explained by one error. */
function explains(error: Path, place: Path): boolean {
  const most = Math.min(error.length, place.length);
  for (let index = 0; index < most; index += 1) if (error[index] !== place[index]) return index === error.length - 1;
  return true;
}

/** The outermost places where there is null now and was none. */
function nulls(now: unknown, before: unknown, path: Path): Path[] {
  if (before === null || before === undefined) return [];
  if (now === null || now === undefined) return [path];
  if (typeof now !== 'object') return [];
  return keysOf(now).flatMap((key) => nulls(childOf(now, key), childOf(before, key), [...path, key]));
}

function childOfPath(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(childOf, data);
}
