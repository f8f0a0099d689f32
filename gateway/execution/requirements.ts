// What a fetch requires this time. Where a field that is under a condition requires another, that one is fetched under the same
// condition: while it does not hold, nothing of it is sent, and nothing depends on it.
import { isAbstractType, Kind, type FragmentDefinitionNode, type SelectionNode } from 'graphql';
import { conditionVariables, isWantedWith } from './conditions';
import type { Graph } from './graph';
import type { FetchNode, Requirement } from './plan';
import { compileRepresentation, type BuildRepresentation } from './representation';

export interface FetchedEntities {
  node: FetchNode;
  /** What is asked of the entities. */
  selections: readonly SelectionNode[];
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** As `compileRepresentation`, for the fetch and for these values of the variables. */
export function representationOf({ node, selections, fragments }: FetchedEntities, graph: Graph): BuildRepresentation {
  const { subgraph, requires } = node;
  const required = requires ?? [];
  /** What is required by those fields whose nodes the answer to `isWanted` is true for: paths, and the types of the fields. */
  const requiredWhere = (isWanted: (one: SelectionNode) => boolean): Needs => {
    const needs = new Map<string, Set<string>>();
    const visit = (nodes: readonly SelectionNode[], typeName: string): void => {
      for (const one of nodes) {
        if (!isWanted(one)) continue;
        if (one.kind === Kind.FIELD) {
          for (const path of graph.joins.requiredBy(subgraph, typeName, one.name.value)) {
            needs.set(path, (needs.get(path) ?? new Set()).add(typeName));
          }
        }
        const fragment = one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value) : one.kind === Kind.FIELD ? undefined : one;
        if (fragment !== undefined) visit(fragment.selectionSet.selections, fragment.typeCondition?.name.value ?? typeName);
      }
    };
    visit(selections, '');
    return needs;
  };
  const ever = requiredWhere(() => true);
  const always = requiredWhere((one) => (one.directives ?? []).length === 0);
  if ([...ever].every(([path, types]) => [...types].every((type) => always.get(path)?.has(type) === true))) {
    return compileRepresentation(required, graph, subgraph);
  }

  const variables = conditionVariables({
    kind: Kind.DOCUMENT,
    definitions: [
      { kind: Kind.FRAGMENT_DEFINITION, name: NAME, typeCondition: TYPE, selectionSet: { kind: Kind.SELECTION_SET, selections } },
      ...fragments.values(),
    ],
  });
  const known = new Map<string, BuildRepresentation>();
  return (entity, given = {}) => {
    const values = variables.map((name) => (given[name] === true ? '1' : '0')).join('');
    let represent = known.get(values);
    if (represent === undefined) {
      const wanted = requiredWhere(isWantedWith(given));
      represent = compileRepresentation(
        without(required, (type, path) => {
          // Of another type the same path may be wanted all the same.
          const isIn = (needs: Needs): boolean => [...(needs.get(path) ?? [])].some((one) => mayBeOne(one, type, graph));
          return isIn(ever) && !isIn(wanted) && !graph.joins.keyPathsOf(subgraph, type).includes(path);
        }),
        graph,
        subgraph,
      );
      known.set(values, represent);
    }
    return represent(entity, given);
  };
}

const NAME = { kind: Kind.NAME, value: 'entities' } as const;
const TYPE = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: '_Entity' } } as const;

/** Paths below an entity, with the types of those who need them. */
type Needs = ReadonlyMap<string, ReadonlySet<string>>;

/** Can a value be of both types? Where it cannot be told, it can. */
function mayBeOne(one: string, other: string, { isA, full }: Graph): boolean {
  if (one === '' || other === '' || isA(one, other) || isA(other, one)) return true;
  return isAbstractType(full.getType(one)) && isAbstractType(full.getType(other));
}

/** Fields are left out by the names they are read under, which are those that are required; `type` is the entity's. */
function without(requires: readonly Requirement[], isOut: (type: string, path: string) => boolean, type = '', prefix = ''): Requirement[] {
  return requires.flatMap((one): Requirement[] => {
    if (one.kind === 'type') return [{ ...one, nested: without(one.nested, isOut, prefix === '' ? one.type : type, prefix) }];
    const path = `${prefix}${one.from}`;
    if (isOut(type, path)) return [];
    return [one.nested === null ? one : { ...one, nested: without(one.nested, isOut, type, `${path}.`) }];
  });
}
