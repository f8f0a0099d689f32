// The answer that stands in for a fetch that failed: null for every field it was asked, so that the rest of the plan goes on,
// and one error an entity, on the field a client can see.
import { Kind, type DocumentNode, type FieldNode, type SelectionNode } from 'graphql';
import type { SubgraphError } from '../platform/link/link';

export interface FailedFetch {
  data: Record<string, unknown>;
  errors: SubgraphError[];
}

type Representation = Record<string, unknown>;

/** Builds it. `isVisible` tells whether clients know a field of a type; `error` is what to say. */
export function answerForFailedFetch(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  error: Pick<SubgraphError, 'message' | 'extensions'>,
  isVisible: (typeName: string, fieldName: string) => boolean,
): FailedFetch {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const roots = operation === undefined ? [] : fieldsOf(operation.selectionSet.selections, null);
  const data: Record<string, unknown> = {};
  const errors: SubgraphError[] = [];
  for (const root of roots) {
    const key = keyOf(root);
    if (root.name.value !== '_entities') {
      data[key] = null;
      errors.push({ ...error, path: [key] });
      continue;
    }
    const representations = Array.isArray(variables['representations']) ? (variables['representations'] as Representation[]) : [];
    data[key] = representations.map((representation, index) => {
      const typeName = String(representation['__typename']);
      const asked = fieldsOf(root.selectionSet?.selections ?? [], typeName).filter((field) => field.name.value !== '__typename');
      const shown = asked.find((field) => isVisible(typeName, field.name.value));
      errors.push({ ...error, path: [key, index, ...(shown === undefined ? [] : [keyOf(shown)])] });
      return { __typename: typeName, ...Object.fromEntries(asked.map((field) => [keyOf(field), null])) };
    });
  }
  return { data, errors };
}

/**
 * Of several errors of one entity in one fetch (its view, its hidden evidence, its hidden events) the client gets one, on a
 * field it can see where there is one: a dead system is one error a customer.
 */
export function oneErrorAnEntity(errors: readonly SubgraphError[], isVisible: (fieldName: string) => boolean): SubgraphError[] {
  const byEntity = new Map<string, SubgraphError>();
  const kept: SubgraphError[] = [];
  for (const error of errors) {
    const [root, index, field] = error.path ?? [];
    if (root !== '_entities' || typeof index !== 'number' || (typeof field === 'string' && isVisible(field))) {
      kept.push(error);
      if (typeof index === 'number') byEntity.set(String(index), error);
    }
  }
  for (const error of errors) {
    const [, index] = error.path ?? [];
    if (kept.includes(error) || byEntity.has(String(index))) continue;
    byEntity.set(String(index), error);
    kept.push({ ...error, path: (error.path ?? []).slice(0, 2) });
  }
  return kept;
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** The fields of a selection, fragments opened; of fragments on other concrete types only where `typeName` is null. */
function fieldsOf(selections: readonly SelectionNode[], typeName: string | null): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
    const condition = selection.typeCondition?.name.value;
    if (typeName !== null && condition !== undefined && condition !== typeName) return [];
    return fieldsOf(selection.selectionSet.selections, typeName);
  });
}
