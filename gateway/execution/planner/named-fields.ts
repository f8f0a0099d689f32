// Which fields the directives of a supergraph name, by graph and by type: in keys, in what is required or provided, or for an
// interface. A field that is external in a graph must be one of them. Names alone say nothing: `price` may be another type's key.
import { Kind, type ConstDirectiveNode, type SelectionSetNode } from 'graphql';
import { argumentOf, graphOf, selectionIn } from './join-directives';
import type { SupergraphTypes } from './supergraph-types';

/** Is the field of the type named in this graph? `graph` as the supergraph's text calls it. */
export type IsNamed = (graph: string, typeName: string, field: string) => boolean;

export function namedFieldsOf(types: SupergraphTypes): IsNamed {
  const named = new Set<string>();

  /** What is named of an interface is named of its types. */
  function add(graph: string, typeName: string, field: string): void {
    for (const { name } of types.all) if (types.isA(name.value, typeName)) named.add(`${graph} ${name.value}.${field}`);
  }

  function addAll({ selections }: SelectionSetNode, graph: string, typeName: string): void {
    for (const one of selections) {
      if (one.kind === Kind.INLINE_FRAGMENT) addAll(one.selectionSet, graph, one.typeCondition?.name.value ?? typeName);
      if (one.kind !== Kind.FIELD) continue;
      add(graph, typeName, one.name.value);
      if (one.selectionSet !== undefined) addAll(one.selectionSet, graph, types.typeOf(typeName, one.name.value));
    }
  }

  function addDirective(directive: ConstDirectiveNode, argument: string, typeName: string): void {
    const text = argumentOf(directive, argument);
    if (text !== undefined) addAll(selectionIn(text), graphOf(directive), typeName);
  }

  for (const { name, directives = [], fields = [] } of types.all) {
    const typeName = name.value;
    for (const directive of directives) {
      addDirective(directive, 'key', typeName);
      if (directive.name.value !== 'join__implements') continue;
      const implemented = types.all.find((type) => type.name.value === argumentOf(directive, 'interface'));
      for (const field of implemented?.fields ?? []) named.add(`${graphOf(directive)} ${typeName}.${field.name.value}`);
    }
    for (const field of fields) {
      for (const directive of field.directives ?? []) {
        addDirective(directive, 'requires', typeName);
        addDirective(directive, 'provides', types.typeOf(typeName, field.name.value));
      }
    }
  }
  return (graph, typeName, field) => named.has(`${graph} ${typeName}.${field}`);
}
