// Undoes in plans what argument-variants.ts did to the supergraph: subgraphs are asked for the real fields, with their arguments,
// under the planner's names as aliases; representations carry the real names. A fetch whose fields require one field with two sets
// of arguments becomes two, since one representation holds it once.
import { Kind, parse, print, visit, type FieldNode, type SelectionNode } from 'graphql';
import type { FetchNode, PlanNode, Requirement } from '../plan';
import type { ArgumentVariants } from './argument-variants';

export function withRealArguments(node: PlanNode, variants: ArgumentVariants): PlanNode {
  if (variants.byName.size === 0) return node;
  switch (node.kind) {
    case 'sequence':
    case 'parallel':
      return { ...node, nodes: node.nodes.map((inner) => withRealArguments(inner, variants)) };
    case 'condition':
      return {
        ...node,
        then: node.then === null ? null : withRealArguments(node.then, variants),
        otherwise: node.otherwise === null ? null : withRealArguments(node.otherwise, variants),
      };
    case 'fetch': {
      const fetches = split(node, variants).map((one) => real(one, variants));
      const [only] = fetches;
      return only !== undefined && fetches.length === 1 ? only : { kind: 'parallel', nodes: fetches };
    }
  }
}

function real(node: FetchNode, { byName }: ArgumentVariants): FetchNode {
  const document = visit(parse(node.operation, { noLocation: true }), {
    Field(field): FieldNode | undefined {
      const variant = byName.get(field.name.value);
      if (variant === undefined) return undefined;
      return {
        ...field,
        alias: field.alias ?? field.name,
        name: { kind: Kind.NAME, value: variant.field },
        arguments: variant.arguments,
      };
    },
  });
  const rename = (one: Requirement): Requirement =>
    one.kind === 'type'
      ? { ...one, nested: one.nested.map(rename) }
      : { ...one, to: byName.get(one.to)?.field ?? one.to, nested: one.nested?.map(rename) ?? null };
  return { ...node, operation: print(document), requires: node.requires?.map(rename) ?? null };
}

/** The fetch, as many times as its fields need different representations. */
function split(node: FetchNode, variants: ArgumentVariants): FetchNode[] {
  const { byName } = variants;
  const fieldOf = (name: string): string => byName.get(name)?.field ?? name;
  // Without arguments a field is required with their defaults: one set more.
  const sent = [...namesIn(node.requires ?? [])];
  if (new Set(sent.map(fieldOf)).size === sent.length) return [node];
  const groups: { names: Set<string>; fields: Set<string> }[] = [];
  for (const [field, names] of requiringFields(node, variants)) {
    const fits = groups.find((group) =>
      names.every((name) => ![...group.names].some((other) => other !== name && fieldOf(other) === fieldOf(name))),
    );
    const group = fits ?? { names: new Set<string>(), fields: new Set<string>() };
    if (fits === undefined) groups.push(group);
    names.forEach((name) => group.names.add(name));
    group.fields.add(field);
  }
  if (groups.length === 0) return [node];
  const all = new Set(groups.flatMap(({ fields }) => [...fields]));
  const severalNames = new Set([...byName.values()].map(({ field }) => field));
  const isOfOneGroup = (name: string): boolean => byName.has(name) || severalNames.has(name);
  return groups.map(({ names, fields }, index) => ({
    ...node,
    // What requires nothing of the kind goes with the first.
    operation: keepFields(node.operation, (key) => fields.has(key) || (index === 0 && !all.has(key))),
    requires: keepRequired(node.requires ?? [], (name) => !isOfOneGroup(name) || names.has(name)),
  }));
}

/** The fetch's fields of entities that require something with arguments, by the type and name they are asked by. */
function requiringFields(node: FetchNode, { requiredBy }: ArgumentVariants): [string, readonly string[]][] {
  const found: [string, readonly string[]][] = [];
  eachEntityField(node.operation, (typeName, field) => {
    const names = requiredBy.get(`${typeName}.${field.name.value}`);
    if (names !== undefined) found.push([keyOf(field), names]);
    return true;
  });
  return found;
}

function keepFields(operation: string, isKept: (key: string) => boolean): string {
  return eachEntityField(operation, (_typeName, field) => field.name.value === '__typename' || isKept(keyOf(field)));
}

/** The text with those fields of entities that the answer to `keep` is true for. */
function eachEntityField(operation: string, keep: (typeName: string, field: FieldNode) => boolean): string {
  const sift = (nodes: readonly SelectionNode[], typeName: string): SelectionNode[] =>
    nodes.flatMap((node): SelectionNode[] => {
      if (node.kind === Kind.FIELD) return keep(typeName, node) ? [node] : [];
      if (node.kind === Kind.FRAGMENT_SPREAD) return [node];
      const selections = sift(node.selectionSet.selections, node.typeCondition?.name.value ?? typeName);
      return selections.length === 0 ? [] : [{ ...node, selectionSet: { ...node.selectionSet, selections } }];
    });
  const document = visit(parse(operation, { noLocation: true }), {
    Field(field) {
      if (field.name.value !== '_entities' || field.selectionSet === undefined) return undefined;
      return { ...field, selectionSet: { ...field.selectionSet, selections: sift(field.selectionSet.selections, '') } };
    },
  });
  return print(document);
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function namesIn(requires: readonly Requirement[], names = new Set<string>()): Set<string> {
  for (const one of requires) {
    if (one.kind === 'field') names.add(one.from);
    if (one.nested !== null) namesIn(one.nested, names);
  }
  return names;
}

function keepRequired(requires: readonly Requirement[], isKept: (name: string) => boolean): Requirement[] {
  return requires.flatMap((one): Requirement[] => {
    if (one.kind === 'field' && !isKept(one.from)) return [];
    if (one.nested === null) return [one];
    const nested = keepRequired(one.nested, isKept);
    return nested.length === 0 ? [] : [{ ...one, nested }];
  });
}
