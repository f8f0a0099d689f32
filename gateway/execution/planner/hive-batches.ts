// Takes a batch of the Rust planner apart into the fetches that it stands for, one a place in the data. They begin together, so
// join-fetches.ts makes one request of them again, with what begins beside them.
import type { BatchFetchNode, EntityBatchAlias, FlattenNodePathSegment } from '@graphql-hive/router-query-planner' with {
  'resolution-mode': 'import',
};
import {
  Kind,
  parse,
  print,
  visit,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { fragmentsIn, operationIn } from '../normalise';
import type { FetchNode } from '../plan';
import { toRequirement, toRewrites } from './hive-parts';

/** A fetch without its place, and its place as the planner says it. */
export interface PartOfBatch {
  fetch: Omit<FetchNode, 'path'>;
  at: readonly FlattenNodePathSegment[];
}

export function takeApart(batch: BatchFetchNode): PartOfBatch[] {
  const document = parse(batch.operation, { noLocation: true });
  const operation = operationIn(document);
  const fragments = fragmentsIn(document);
  return batch.entityBatch.aliases.flatMap((part) => {
    const field = operation.selectionSet.selections.find(
      (one): one is FieldNode => one.kind === Kind.FIELD && (one.alias ?? one.name).value === part.alias,
    );
    if (field === undefined) throw new TypeError('a batch without one of its parts');
    const alone = withRepresentations(opened(field, fragments), part);
    const variables = variablesIn(alone);
    const definitions = (operation.variableDefinitions ?? []).flatMap((one): VariableDefinitionNode[] => {
      const name = one.variable.name.value;
      if (name === part.representationsVariableName) return [{ ...one, variable: REPRESENTATIONS }];
      return variables.has(name) ? [one] : [];
    });
    const text = print({
      ...operation,
      variableDefinitions: definitions,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [alone] },
    });
    const fetch: PartOfBatch['fetch'] = {
      kind: 'fetch',
      subgraph: batch.serviceName,
      operation: text,
      operationName: batch.operationName,
      operationKind: batch.operationKind ?? 'query',
      variables: (batch.variableUsages ?? []).filter((name) => variables.has(name)),
      requires: part.requires.map(toRequirement),
      inputRewrites: (part.inputRewrites ?? []).flatMap(toRewrites),
      outputRewrites: (part.outputRewrites ?? []).flatMap(toRewrites),
    };
    return part.paths.map((at) => ({ fetch, at }));
  });
}

const REPRESENTATIONS = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: 'representations' } } as const;

/** The field under its own name, with the variable that a fetch alone has. */
function withRepresentations(field: FieldNode, { representationsVariableName: name }: EntityBatchAlias): FieldNode {
  const renamed: FieldNode = visit(field, {
    Variable: (variable) => (variable.name.value === name ? REPRESENTATIONS : undefined),
  });
  const { kind, name: own, arguments: given = [], directives = [], selectionSet } = renamed;
  return { kind, name: own, arguments: given, directives, ...(selectionSet === undefined ? {} : { selectionSet }) };
}

/** Without fragments of a name: those of several fetches could not be told apart in one text. */
function opened(field: FieldNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): FieldNode {
  return visit(field, {
    FragmentSpread: {
      enter(spread): SelectionNode | undefined {
        const fragment = fragments.get(spread.name.value);
        if (fragment === undefined) return undefined;
        const { typeCondition, selectionSet } = fragment;
        const { directives } = spread;
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, ...(directives === undefined ? {} : { directives }) };
      },
    },
  });
}

function variablesIn(field: FieldNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(field, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}
