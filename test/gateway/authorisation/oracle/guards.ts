// Requirements put at random on the types and fields of a graph's subgraphs, and what they say, as a table: the oracle reads that table,
// and owes nothing to the supergraph or to who reads it in production.
import { Kind, parse, print, visit, type ConstDirectiveNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';
import type { Caller } from '../../../../platform/request/caller';
import type { DifferentialGraph } from '../../execution/differential/graph';
import type { Random } from '../../execution/differential/random';

/** As it is written, and whether a caller may pass. */
interface Guard {
  text: string;
  passes(caller: Caller): boolean;
}

/** By `Type` or `Type.field`. */
export type GuardTable = ReadonlyMap<string, readonly Guard[]>;

const GUARDS: readonly Guard[] = [
  { text: '@authenticated', passes: ({ kind }) => kind !== 'anonymous' },
  { text: '@requiresScopes(scopes: [["a"]])', passes: ({ scopes }) => scopes.includes('a') },
  {
    text: '@requiresScopes(scopes: [["a", "b"], ["c"]])',
    passes: ({ scopes }) => scopes.includes('c') || (scopes.includes('a') && scopes.includes('b')),
  },
  { text: '@policy(policies: [["p"]])', passes: ({ policies }) => policies.includes('p') },
  { text: '@policy(policies: [["p"], ["q"]])', passes: ({ policies }) => policies.includes('p') || policies.includes('q') },
];

/** May the caller see what stands at all of these places? */
export function passesAll(table: GuardTable, places: readonly string[], caller: Caller): boolean {
  return places.every((place) => (table.get(place) ?? []).every((guard) => guard.passes(caller)));
}

/** The graph with guards. It need not compose: what requires something must ask as much itself. */
export function withGuards(graph: DifferentialGraph, random: Random): { graph: DifferentialGraph; table: GuardTable } {
  const table = new Map<string, Guard[]>();
  const guarded = (place: string, chance: number): ConstDirectiveNode[] => {
    if (!random.chance(chance)) return [];
    const guard = random.pick(GUARDS);
    table.set(place, [...(table.get(place) ?? []), guard]);
    return directivesIn(guard.text);
  };
  const subgraphs = Object.entries(graph.subgraphs).map(([name, sdl]) => {
    const sifted = visit(parse(sdl), {
      ObjectTypeDefinition(type): ObjectTypeDefinitionNode {
        const typeName = type.name.value;
        const isRoot = ['Query', 'Mutation'].includes(typeName);
        const isInterface = (type.directives ?? []).some((one) => one.name.value === 'interfaceObject');
        const fields = (type.fields ?? []).map((field): FieldDefinitionNode => {
          if ((field.directives ?? []).some((one) => one.name.value === 'external')) return field;
          return { ...field, directives: [...(field.directives ?? []), ...guarded(`${typeName}.${field.name.value}`, 0.12)] };
        });
        return { ...type, fields, directives: [...(type.directives ?? []), ...(isRoot || isInterface ? [] : guarded(typeName, 0.06))] };
      },
      ScalarTypeDefinition: (type) => ({ ...type, directives: [...(type.directives ?? []), ...guarded(type.name.value, 0.08)] }),
      EnumTypeDefinition: (type) => ({ ...type, directives: [...(type.directives ?? []), ...guarded(type.name.value, 0.08)] }),
    });
    return [name, print(sifted)];
  });
  return { graph: { ...graph, subgraphs: Object.fromEntries(subgraphs) }, table };
}

function directivesIn(text: string): ConstDirectiveNode[] {
  const [definition] = parse(`scalar Any ${text}`).definitions;
  if (definition?.kind !== Kind.SCALAR_TYPE_DEFINITION) throw new TypeError(`no directive: ${text}`);
  return [...(definition.directives ?? [])];
}
