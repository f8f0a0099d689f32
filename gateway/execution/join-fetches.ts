// Fetches that begin together and go to one subgraph become one question: sent once, answered once. Where they ask the same of
// entities at different places, the entities are sent as one list.
import { Kind, print, type DocumentNode, type FieldNode, type OperationDefinitionNode, type VariableDefinitionNode } from 'graphql';
import type { Graph } from './graph';
import { asked, entityPart, type EntityPart, type EntityQuestion, type ParsedFetch } from './question';

/** One question for all of them; they are of one subgraph, and ask about entities. */
export function joinFetches(fetches: readonly ParsedFetch[], graph: Graph): EntityQuestion {
  const groups = new Map<string, ParsedFetch[]>();
  for (const fetch of fetches) {
    const { operation, requires, inputRewrites, outputRewrites } = fetch.node;
    const same = JSON.stringify([withoutName(operation, fetch.node.operationName), requires, inputRewrites, outputRewrites]);
    groups.set(same, [...(groups.get(same) ?? []), fetch]);
  }
  const parts = [...groups.values()].flatMap((group): [ParsedFetch, EntityPart][] => {
    const [first] = group;
    return first === undefined ? [] : [[first, { ...entityPart(first, graph), paths: group.map(({ node }) => node.path) }]];
  });
  const [only] = parts;
  const subgraph = fetches[0]?.node.subgraph ?? '';
  if (only !== undefined && parts.length === 1) {
    const { operation, operationName, variables } = only[0].node;
    return { kind: 'entities', ...asked(subgraph, operation, operationName, variables), parts: [only[1]] };
  }
  const named = parts.map(([fetch, part], index): [ParsedFetch, EntityPart] => [
    fetch,
    { ...part, key: `_e${index}`, variable: `representations${index}` },
  ]);
  const operationName = fetches[0]?.node.operationName;
  return {
    kind: 'entities',
    ...asked(subgraph, print(joinedDocument(named, operationName)), operationName, [
      ...new Set(fetches.flatMap(({ node }) => node.variables)),
    ]),
    parts: named.map(([, part]) => part),
  };
}

/** Can it be joined with others? Fragments of two texts may have one name and differ. */
export function isJoinable({ node, fragments }: ParsedFetch): boolean {
  return node.requires !== null && fragments.size === 0;
}

function joinedDocument(parts: readonly [ParsedFetch, EntityPart][], operationName: string | undefined): DocumentNode {
  const variables = new Map<string, VariableDefinitionNode>();
  const selections = parts.flatMap(([{ operation }, part]) => {
    for (const definition of operation.variableDefinitions ?? []) {
      const name = definition.variable.name.value === 'representations' ? part.variable : definition.variable.name.value;
      variables.set(name, { ...definition, variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } });
    }
    return operation.selectionSet.selections.flatMap((selection): FieldNode[] =>
      selection.kind === Kind.FIELD ? [entitiesField(selection, part)] : [],
    );
  });
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: parts[0]?.[0].operation.operation ?? ('query' as OperationDefinitionNode['operation']),
    ...(operationName === undefined ? {} : { name: { kind: Kind.NAME, value: operationName } }),
    variableDefinitions: [...variables.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  return { kind: Kind.DOCUMENT, definitions: [operation] };
}

function entitiesField(field: FieldNode, { key, variable }: EntityPart): FieldNode {
  return {
    ...field,
    alias: { kind: Kind.NAME, value: key },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'representations' },
        value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
      },
    ],
  };
}

/** Planners number the fetches of a named operation: equal texts differ in their name. */
function withoutName(text: string, name: string | undefined): string {
  return name === undefined ? text : text.replace(name, '');
}
