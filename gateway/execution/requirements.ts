// What a fetch requires this time. Where a field that is under a condition requires another, that one is fetched under the same
// condition: while it does not hold, nothing of it is sent, and nothing depends on it.
import { Kind, type FragmentDefinitionNode, type SelectionNode } from 'graphql';
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
  /** What is required, as paths, by those fields whose nodes the answer to `isWanted` is true for. */
  const requiredWhere = (isWanted: (one: SelectionNode) => boolean): Set<string> => {
    const names = new Set<string>();
    const visit = (nodes: readonly SelectionNode[], typeName: string): void => {
      for (const one of nodes) {
        if (!isWanted(one)) continue;
        if (one.kind === Kind.FIELD) for (const name of graph.joins.requiredBy(subgraph, typeName, one.name.value)) names.add(name);
        const fragment = one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value) : one.kind === Kind.FIELD ? undefined : one;
        if (fragment !== undefined) visit(fragment.selectionSet.selections, fragment.typeCondition?.name.value ?? typeName);
      }
    };
    visit(selections, '');
    return names;
  };
  const ever = requiredWhere(() => true);
  const always = requiredWhere((one) => (one.directives ?? []).length === 0);
  if ([...ever].every((name) => always.has(name))) return compileRepresentation(required, graph, subgraph);

  const keys = new Set(typesIn(required).flatMap((typeName) => graph.joins.keyPathsOf(subgraph, typeName)));
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
        without(required, (path) => ever.has(path) && !wanted.has(path) && !keys.has(path)),
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

function typesIn(requires: readonly Requirement[]): string[] {
  return requires.flatMap((one) => (one.kind === 'type' ? [one.type, ...typesIn(one.nested)] : []));
}

/** Fields are left out by the names they are read under, which are those that are required. */
function without(requires: readonly Requirement[], isOut: (path: string) => boolean, prefix = ''): Requirement[] {
  return requires.flatMap((one): Requirement[] => {
    if (one.kind === 'type') return [{ ...one, nested: without(one.nested, isOut, prefix) }];
    const path = `${prefix}${one.from}`;
    if (isOut(path)) return [];
    return [one.nested === null ? one : { ...one, nested: without(one.nested, isOut, `${path}.`) }];
  });
}
