// An operation as the planner is to see it: alone, without what is answered here, and under keys that no planner can confuse with
// fields. The client's keys come back when the answer is shaped.
import {
  Kind,
  OperationTypeNode,
  print,
  separateOperations,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type ValueNode,
} from 'graphql';
import type { AlsoAsk } from './also-ask';
import { conditionVariables, TYPENAME, withoutConstants } from './conditions';
import { rootsOnce } from './mutation-roots';
import { nothingWithheld, type Withheld, type Withhold } from './withheld';

export interface NormalisedOperation {
  /** With one operation, its fragments, and at least one field. */
  document: DocumentNode;
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The same without what is withheld, where something is. */
  withheld: Withheld;
  /** What subgraphs are to be asked for: neither about the schema itself nor the names of the root types. Null = nothing. */
  asked: DocumentNode | null;
  /** The root fields about the schema itself; null where there are none. */
  introspection: DocumentNode | null;
  /** The client's key of each key that was changed. */
  clientKeys: ReadonlyMap<string, string>;
}

/** Field names of a graph, as far as keys may be confused with them. */
export interface FieldNames {
  /** Of any type. */
  all: ReadonlySet<string>;
  /** Those that take arguments and that some field requires, with arguments of its own choice or with their defaults. */
  requiredWithArguments: ReadonlySet<string>;
  /** May planners ask several types for a field as if they were one? They do for interface objects. */
  mayMixTypes?: boolean;
}

/** What a gateway makes of an operation beside what it says. Left out = nothing is withheld, and nothing else is asked. */
export interface Amendments {
  withhold?: Withhold | undefined;
  alsoAsk?: AlsoAsk | undefined;
}

const INTROSPECTION = new Set(['__schema', '__type']);

/** What every object of the language seems to have: under such a key, `__proto__` above all, nothing of a client's is ever stored. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The text by which equal operations are known, however they are laid out. */
export function textOf(document: DocumentNode): string {
  return print(document);
}

/** `operationName` null = the document has one operation. The document is valid. */
export function normalise(
  given: DocumentNode,
  operationName: string | null,
  names: FieldNames,
  { withhold, alsoAsk }: Amendments = {},
): NormalisedOperation {
  const keys = new Map<string, { key: string; safe: string }>();
  const taken = keysOf(given);
  const askedAs = names.mayMixTypes === true ? createAskedAs() : () => 0;
  const keyFor = (key: string, which: number): string => {
    const known = keys.get(`${key} ${which}`);
    if (known !== undefined) return known.safe;
    let safe = `_${key}`;
    while (names.all.has(safe) || taken.has(safe)) safe = `_${safe}`;
    keys.set(`${key} ${which}`, { key, safe });
    taken.add(safe);
    return safe;
  };
  const renamed = visit(alone(given, operationName), {
    Field(field): FieldNode | false | undefined {
      const name = field.name.value;
      // Answered here, whole: below it nothing can be confused.
      if (INTROSPECTION.has(name)) return false;
      const key = (field.alias ?? field.name).value;
      // `__typename: name` is no type's name. `price: weight` beside a field that requires `price`, or `price(in: EUR)` beside one
      // that requires `price(in: USD)`.
      const isConfusing = key === name ? names.requiredWithArguments.has(name) : names.all.has(key) || key === '__typename';
      // `... on Book { stars(of: 5) } ... on Film { stars(of: 10) }`, where both are one object of an interface to the subgraph.
      const which = askedAs(key, field);
      if (isConfusing || which > 0 || INHERITED.has(key)) return { ...field, alias: { kind: Kind.NAME, value: keyFor(key, which) } };
      return undefined;
    },
  });
  const withheld = withhold?.from(renamed) ?? nothingWithheld(renamed);
  const left = withoutConstants(withheld.left);
  const planned = alsoAsk?.(left) ?? left;
  return {
    document: neverEmpty(withoutRoots(planned, (name) => INTROSPECTION.has(name)) ?? planned),
    operation: operationIn(withheld.asked),
    fragments: fragmentsIn(withheld.asked),
    withheld,
    asked: withoutRoots(planned, (name) => INTROSPECTION.has(name) || name === '__typename'),
    introspection: withoutRoots(renamed, (name) => !INTROSPECTION.has(name)),
    clientKeys: new Map([...keys.values()].map(({ key, safe }) => [safe, key])),
  };
}

/** Which of the fields that share a key this is: 0 for the first, and for all that ask the same. */
function createAskedAs(): (key: string, field: FieldNode) => number {
  const known = new Map<string, string[]>();
  return (key, { name, arguments: given = [] }) => {
    const asked = `${name.value} ${given
      .map((argument) => `${argument.name.value}:${textOfValue(argument.value)}`)
      .sort()
      .join()}`;
    const all = known.get(key) ?? [];
    known.set(key, all);
    if (!all.includes(asked)) all.push(asked);
    return all.indexOf(asked);
  };
}

/** Equal for values that are: the order of an object's fields says nothing. */
function textOfValue(value: ValueNode): string {
  if (value.kind === Kind.LIST) return `[${value.values.map(textOfValue).join()}]`;
  if (value.kind !== Kind.OBJECT) return print(value);
  return `{${value.fields
    .map((field) => `${field.name.value}:${textOfValue(field.value)}`)
    .sort()
    .join()}}`;
}

function keysOf(document: DocumentNode): Set<string> {
  const keys = new Set<string>();
  visit(document, { Field: ({ alias }) => void (alias !== undefined && keys.add(alias.value)) });
  return keys;
}

function alone(document: DocumentNode, operationName: string | null): DocumentNode {
  const separate = separateOperations(document);
  const wanted = operationName ?? Object.keys(separate)[0] ?? '';
  return separate[wanted] ?? document;
}

export function operationIn(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new TypeError('the document has no operation');
  return operation;
}

export function fragmentsIn(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** The document without the root fields of these names; null where none is left. */
function withoutRoots(document: DocumentNode, isOut: (name: string) => boolean): DocumentNode | null {
  const fragments = fragmentsIn(document);
  let kept = 0;
  // Fragments on the root type are opened: another spread of the same one keeps all its fields.
  const sift = (nodes: readonly SelectionNode[]): SelectionNode[] =>
    nodes.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) {
        if (isOut(selection.name.value)) return [];
        kept += 1;
        return [selection];
      }
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (inner === undefined) return [];
      const left = sift(inner.selectionSet.selections);
      if (left.length === 0) return [];
      const { directives } = selection;
      const opened = { kind: Kind.INLINE_FRAGMENT, selectionSet: { kind: Kind.SELECTION_SET, selections: left } } as const;
      return [directives === undefined ? opened : { ...opened, directives }];
    });
  const operation = operationIn(document);
  const root = operation.operation === OperationTypeNode.MUTATION ? rootsOnce(operation.selectionSet, fragments) : operation.selectionSet;
  const selections = sift(root.selections);
  if (kept === 0) return null;
  const sifted: OperationDefinitionNode = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  return alone({ kind: Kind.DOCUMENT, definitions: [sifted, ...fragments.values()] }, null);
}

/**
 * With a field that is always asked of each object, where there are conditions: planners do not look for an object of which all that is
 * asked is under conditions that do not hold, or of types it cannot be, and whether it is there is part of the answer.
 */
function neverEmpty(document: DocumentNode): DocumentNode {
  const isConditional = conditionVariables(document).length > 0;
  const isSure = (node: SelectionNode): boolean => node.kind === Kind.FIELD && (node.directives ?? []).length === 0;
  return visit(document, {
    Field(field): FieldNode | undefined {
      const { selectionSet } = field;
      if (selectionSet === undefined) return undefined;
      const { selections } = selectionSet;
      if (isConditional ? selections.some(isSure) : selections.length > 0) return undefined;
      return { ...field, selectionSet: { ...selectionSet, selections: [TYPENAME, ...selections] } };
    },
  });
}
