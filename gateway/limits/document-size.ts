// Measures a document before it is validated: how deep it goes, how often it repeats itself. Validation compares fields of one name
// with each other, each with each, so that a few thousand of them keep a process busy for half a second; this takes one walk.
import { Kind, type DirectiveNode, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

export interface DocumentSize {
  /** Fields within fields, and inline fragments within inline fragments. */
  depth: number;
  aliases: number;
  /** Of the operation that has most. */
  rootFields: number;
  directives: number;
  /** Of the field that has most. */
  arguments: number;
  fragments: number;
  /** Fields in all, each as often as it is reached. More than asked for = counting was given up. */
  fields: number;
  /** How often two fields of one name are in one place: what validation compares. More than asked for = given up. */
  pairs: number;
}

/** Fragments are followed, once for each spread; one that spreads itself is followed no further. Stops past `mostFields` or `mostPairs`. */
export function measure({ definitions }: DocumentNode, mostFields: number, mostPairs: number): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const size: DocumentSize = {
    depth: 0,
    aliases: 0,
    rootFields: 0,
    directives: 0,
    arguments: 0,
    fragments: fragments.size,
    fields: 0,
    pairs: 0,
  };
  const reached = new Set<string>();
  const isTooMuch = (): boolean => size.fields > mostFields || size.pairs > mostPairs;
  const directed = (directives: readonly DirectiveNode[] | undefined): void => void (size.directives += directives?.length ?? 0);

  /** The fields of one place, by the name they answer under. */
  function fieldsOf(sets: readonly SelectionSetNode[]): Map<string, FieldNode[]> {
    const found = new Map<string, FieldNode[]>();
    const within = new Set<string>();
    function gather({ selections }: SelectionSetNode, nesting = 0): void {
      size.depth = Math.max(size.depth, nesting);
      for (const selection of selections) {
        if (isTooMuch()) return;
        directed(selection.directives);
        if (selection.kind === Kind.FIELD) {
          size.fields += 1;
          size.arguments = Math.max(size.arguments, selection.arguments?.length ?? 0);
          if (selection.alias !== undefined) size.aliases += 1;
          const name = (selection.alias ?? selection.name).value;
          const same = found.get(name);
          if (same === undefined) found.set(name, [selection]);
          else {
            size.pairs += same.length;
            same.push(selection);
          }
        } else if (selection.kind === Kind.INLINE_FRAGMENT) gather(selection.selectionSet, nesting + 1);
        else {
          // Spreads cost a little even where nothing is in them.
          size.fields += 1;
          const { value: name } = selection.name;
          const fragment = fragments.get(name);
          if (fragment === undefined || within.has(name)) continue;
          within.add(name);
          reached.add(name);
          gather(fragment.selectionSet);
          within.delete(name);
        }
      }
    }
    for (const set of sets) gather(set);
    return found;
  }

  /** Fragments may spread themselves through fields too: what is within itself is not entered again. */
  function enter(sets: readonly SelectionSetNode[], depth: number, entered: ReadonlySet<SelectionSetNode>): number {
    if (isTooMuch()) return 0;
    const fresh = sets.filter((set) => !entered.has(set));
    if (fresh.length === 0) return 0;
    const fields = fieldsOf(fresh);
    size.depth = Math.max(size.depth, depth);
    const inside = new Set([...entered, ...fresh]);
    for (const nodes of fields.values()) {
      const inner = nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
      if (inner.length > 0) enter(inner, depth + 1, inside);
    }
    return [...fields.values()].reduce((sum, nodes) => sum + nodes.length, 0);
  }

  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      directed(definition.directives);
      for (const variable of definition.variableDefinitions ?? []) directed(variable.directives);
      size.rootFields = Math.max(size.rootFields, enter([definition.selectionSet], 1, new Set()));
    }
  }
  // One that nobody spreads is validated all the same.
  for (const [name, { directives, selectionSet }] of fragments) {
    directed(directives);
    if (!reached.has(name)) enter([selectionSet], 1, new Set());
  }
  return size;
}
