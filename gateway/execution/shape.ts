// The shape of a selection: which keys its answer has, and which of them hold objects. Merging follows it, so that what a scalar
// holds is never taken apart; and errors follow it, to the field that a client asked for.
import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** The keys of an object, of whatever type it is; null = a leaf. */
export type Shape = ReadonlyMap<string, Shape | null>;

type Growing = Map<string, Growing | null>;

/** Reads the shape of a selection. Equal keys have equal shapes, or the text would not be valid. */
export function shapeOf(selectionSet: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): Shape {
  const shape: Growing = new Map();
  grow(shape, selectionSet, fragments);
  return shape;
}

function grow(shape: Growing, { selections }: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (fragment !== undefined) grow(shape, fragment.selectionSet, fragments);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      grow(shape, selection.selectionSet, fragments);
    } else {
      const key = (selection.alias ?? selection.name).value;
      if (selection.selectionSet === undefined) {
        shape.set(key, null);
        continue;
      }
      const inner: Growing = shape.get(key) ?? new Map<string, Growing | null>();
      shape.set(key, inner);
      grow(inner, selection.selectionSet, fragments);
    }
  }
}

/** The shape with keys renamed, everywhere; what comes to one key is joined. */
export function renameShape(shape: Shape, names: ReadonlyMap<string, string>): Shape {
  if (names.size === 0) return shape;
  const renamed = new Map<string, Shape | null>();
  for (const [key, inner] of shape) {
    const name = names.get(key) ?? key;
    const other = renamed.get(name) ?? null;
    const own = inner === null ? null : renameShape(inner, names);
    renamed.set(name, own === null || other === null ? (own ?? other) : joinShapes(other, own));
  }
  return renamed;
}

function joinShapes(one: Shape, other: Shape): Shape {
  const joined = new Map(one);
  for (const [key, inner] of other) {
    const present = joined.get(key) ?? null;
    joined.set(key, inner === null || present === null ? (inner ?? present) : joinShapes(present, inner));
  }
  return joined;
}

/** Does the shape have all these keys at this place? */
export function holds(shape: Shape, path: readonly (string | number)[], keys: readonly string[]): boolean {
  let inner: Shape | null = shape;
  for (const step of path) if (typeof step === 'string') inner = inner?.get(step) ?? null;
  return keys.every((key) => inner?.has(key) === true);
}
