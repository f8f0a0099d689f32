// What the supergraph's text says of how subgraphs are joined, and plans do not: which fields identify an entity, and which field
// requires which. Plans say only what is sent.
import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { argumentOf, graphOf, selectionIn } from './planner/join-directives';

export interface Joins {
  /** The outermost fields of each key by which the subgraph resolves entities of the type; none where it does not say. */
  keysOf(subgraph: string, typeName: string): readonly (readonly string[])[];
  /** What those keys consist of, as paths: `brand`, `brand.name`. */
  keyPathsOf(subgraph: string, typeName: string): readonly string[];
  /** What a field requires in this subgraph, as paths; whatever types are between. */
  requiredBy(subgraph: string, typeName: string, field: string): readonly string[];
}

/** Of a graph of which nothing is known. */
export const NO_JOINS: Joins = { keysOf: () => [], keyPathsOf: () => [], requiredBy: () => [] };

export function joinsOf(supergraphSdl: string): Joins {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const names = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of definition.values ?? []) {
      for (const directive of directives) names.set(name.value, argumentOf(directive, 'name') ?? name.value);
    }
  }
  const subgraphOf = (join: ConstDirectiveNode): string => {
    const graph = graphOf(join);
    return names.get(graph) ?? graph;
  };

  const keys = new Map<string, string[][]>();
  const required = new Map<string, string[]>();
  const read = ({ name, directives = [], fields = [] }: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode): void => {
    for (const join of directives) {
      const key = join.name.value === 'join__type' ? argumentOf(join, 'key') : undefined;
      if (key === undefined || argumentOf(join, 'resolvable') === 'false') continue;
      const place = `${subgraphOf(join)} ${name.value}`;
      keys.set(place, [...(keys.get(place) ?? []), pathsIn(selectionIn(key))]);
    }
    for (const field of fields) {
      for (const join of field.directives ?? []) {
        const requires = join.name.value === 'join__field' ? argumentOf(join, 'requires') : undefined;
        if (requires !== undefined) required.set(`${subgraphOf(join)} ${name.value} ${field.name.value}`, pathsIn(selectionIn(requires)));
      }
    }
  };
  for (const definition of definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) read(definition);
  }
  return {
    keysOf: (subgraph, typeName) => (keys.get(`${subgraph} ${typeName}`) ?? []).map((key) => key.filter((path) => !path.includes('.'))),
    keyPathsOf: (subgraph, typeName) => (keys.get(`${subgraph} ${typeName}`) ?? []).flat(),
    requiredBy: (subgraph, typeName, field) => required.get(`${subgraph} ${typeName} ${field}`) ?? [],
  };
}

function pathsIn({ selections }: SelectionSetNode, prefix = ''): string[] {
  return selections.flatMap((one) => {
    if (one.kind === Kind.INLINE_FRAGMENT) return pathsIn(one.selectionSet, prefix);
    if (one.kind !== Kind.FIELD) return [];
    const path = `${prefix}${one.name.value}`;
    return one.selectionSet === undefined ? [path] : [path, ...pathsIn(one.selectionSet, `${path}.`)];
  });
}
