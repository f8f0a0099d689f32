// Undoes in plans what argument-variants.ts did to the supergraph: subgraphs are asked for the real fields, with their arguments,
// under the planner's names as aliases; representations carry the real names. A fetch whose fields require one field with two sets
// of arguments becomes two, since one representation holds it once.
import { Kind, parse, print, visit, type FieldNode, type SelectionNode } from 'graphql';
import type { FetchNode, PlanNode, Requirement } from '../plan';
import { hasTwoNamesForOne, requiredBy, type Required } from './argument-requirements';
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

/** A field of the fetch's entities that requires something. */
interface RequiringField extends Required {
  key: string;
}

/** The fetch, as many times as its fields need different representations. */
function split(node: FetchNode, variants: ArgumentVariants): FetchNode[] {
  const { overlap } = variants.types;
  const fieldOf = (name: string): string => variants.byName.get(name)?.field ?? name;
  // Without arguments a field is required with their defaults: one set more.
  if (!hasTwoNamesForOne(node.requires ?? [], variants)) return [node];
  const fits = (one: RequiringField, other: RequiringField): boolean =>
    !overlap(one.type, other.type) ||
    one.names.every((name) => !other.names.some((another) => another !== name && fieldOf(another) === fieldOf(name)));
  const groups: RequiringField[][] = [];
  for (const field of requiringFields(node, variants)) {
    const group = groups.find((others) => others.every((other) => fits(field, other)));
    if (group === undefined) groups.push([field]);
    else group.push(field);
  }
  if (groups.length === 0) return [node];
  const isOneOf = (fields: readonly RequiringField[], type: string, key: string): boolean =>
    fields.some((field) => field.type === type && field.key === key);
  return groups.map((group, index) => ({
    ...node,
    // What requires nothing of the kind goes with the first.
    operation: eachEntityField(
      node.operation,
      (type, field) =>
        field.name.value === '__typename' ||
        isOneOf(group, type, keyOf(field)) ||
        (index === 0 && !isOneOf(groups.flat(), type, keyOf(field))),
    ),
    requires: requiredBy(group, groups.flat(), node.requires ?? [], variants),
  }));
}

function requiringFields(node: FetchNode, variants: ArgumentVariants): RequiringField[] {
  const found: RequiringField[] = [];
  eachEntityField(node.operation, (type, field) => {
    const names = variants.requiredBy.get(`${type}.${field.name.value}`);
    if (names !== undefined) found.push({ type, key: keyOf(field), names });
    return true;
  });
  return found;
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
