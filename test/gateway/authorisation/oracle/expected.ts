// What a caller is to be answered: by one schema whose fields are guarded, over a document whose fragments are opened. Written apart
// from how the gateway does it: by the types that graphql-js knows, and by the table of guards.
import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isWantedWith } from '../../../../gateway/execution/conditions';
import type { Caller } from '../../../../platform/request/caller';
import type { Told } from '../../execution/differential/compare';
import type { OpenGraph } from '../../execution/differential/open-graph';
import type { Operation } from '../../execution/differential/random-operation';
import { passesAll, type GuardTable } from './guards';

export interface Expected {
  answer: Told;
  /** All that is refused or fails where nothing is cut short. */
  possible: Awaited<ReturnType<OpenGraph['monolith']['allErrors']>>;
}

export async function expectedFor(
  { api, full, monolith, graph }: OpenGraph,
  { document, variables }: Operation,
  { table, caller, given }: { table: GuardTable; caller: Caller; given: Readonly<Record<string, unknown>> },
): Promise<Expected> {
  const opened = openFragments(document);
  const withheld = guardedIn(opened, { api, full }, (places) => passesAll(table, places, caller));
  const answer = await monolith.answer(opened, given, graph.world(), null, withheld);
  const possible = await monolith.allErrors(opened, given, graph.world(), null, withheld);
  const roots = wantedRoots(opened, variables);
  const isNothingLeft = roots.length > 0 && roots.every((node) => withheld.has(node));
  return { answer: isNothingLeft ? { data: null, errors: possible } : answer, possible };
}

/** Every use of a fragment becomes nodes of its own. */
function openFragments(document: DocumentNode): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((one): [string, FragmentDefinitionNode][] =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const open = ({ selections }: SelectionSetNode): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: selections.map((node): SelectionNode => {
      if (node.kind === Kind.FIELD)
        return node.selectionSet === undefined ? { ...node } : { ...node, selectionSet: open(node.selectionSet) };
      if (node.kind === Kind.INLINE_FRAGMENT) return { ...node, selectionSet: open(node.selectionSet) };
      const fragment = fragments.get(node.name.value);
      if (fragment === undefined) throw new TypeError(`no fragment ${node.name.value}`);
      const { typeCondition, selectionSet } = fragment;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: open(selectionSet), directives: node.directives ?? [] };
    }),
  });
  return {
    kind: Kind.DOCUMENT,
    definitions: document.definitions.flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION ? [{ ...one, selectionSet: open(one.selectionSet) }] : [],
    ),
  };
}

function guardedIn(
  document: DocumentNode,
  { api, full }: { api: GraphQLSchema; full: GraphQLSchema },
  passes: (places: readonly string[]) => boolean,
): ReadonlySet<FieldNode> {
  const guarded = new Set<FieldNode>();
  const types = new TypeInfo(api);
  const membersOf = (name: string): readonly GraphQLObjectType[] => {
    const type = full.getType(name);
    return isObjectType(type) ? [type] : isAbstractType(type) ? full.getPossibleTypes(type) : [];
  };
  let below = 0;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(node) {
          const name = node.name.value;
          const parent = types.getParentType();
          const returned = types.getType();
          const isPlain = !name.startsWith('__') && parent != null && returned != null;
          const isGuarded = isPlain && !passes([...placesOf(parent.name, name), ...ofInterfaceItself(node, returned)]);
          if (below > 0 || isGuarded) {
            guarded.add(node);
            below += 1;
          }
        },
        leave: (node) => void (below -= guarded.has(node) ? 1 : 0),
      },
    }),
  );
  return guarded;

  function placesOf(typeName: string, field: string): string[] {
    return membersOf(typeName).flatMap((member) => {
      const { type } = member.getFields()[field] ?? {};
      const interfaces = member.getInterfaces().map((one) => one.name);
      const returns = type === undefined ? [] : [getNamedType(type).name];
      return [member.name, `${member.name}.${field}`, ...interfaces.flatMap((one) => [`${one}.${field}`]), ...returns];
    });
  }

  function ofInterfaceItself(node: FieldNode, returned: Parameters<typeof getNamedType>[0]): string[] {
    const type = getNamedType(returned);
    if (!isInterfaceType(type)) return [];
    const asks = (one: SelectionNode): boolean =>
      one.kind === Kind.FIELD
        ? one.name.value !== '__typename'
        : one.kind === Kind.INLINE_FRAGMENT &&
          (one.typeCondition === undefined || one.typeCondition.name.value === type.name) &&
          one.selectionSet.selections.some(asks);
    return node.selectionSet?.selections.some(asks) === true ? membersOf(type.name).map(({ name }) => name) : [];
  }
}

function wantedRoots({ definitions }: DocumentNode, variables: Readonly<Record<string, unknown>>): FieldNode[] {
  const isWanted = isWantedWith(variables);
  const collect = (nodes: readonly SelectionNode[]): FieldNode[] =>
    nodes
      .filter(isWanted)
      .flatMap((node) => (node.kind === Kind.FIELD ? [node] : 'selectionSet' in node ? collect(node.selectionSet.selections) : []));
  return definitions.flatMap((one) => (one.kind === Kind.OPERATION_DEFINITION ? collect(one.selectionSet.selections) : []));
}
