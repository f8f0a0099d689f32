// The answer that stands in for a fetch that failed: null for every field it was asked that may be null, so that the rest of
// the plan goes on, and one error an entity, on the field a client can see.
import { Kind, visit, type DocumentNode, type FieldNode, type SelectionNode } from 'graphql';
import type { SubgraphError } from '../platform/link/link';

/** What clients know of the graph; changes with the supergraph. */
export interface Visibility {
  /** Do clients know this field of this type? */
  ofType(typeName: string, fieldName: string): boolean;
  /** On any type: for errors, which carry no type. */
  anywhere(fieldName: string): boolean;
  /** False where clients are promised a value; true for what they do not know. */
  mayBeNull(typeName: string, fieldName: string): boolean;
  /** Is the type this interface's, or this union's? */
  isOf(typeName: string, abstractName: string): boolean;
}

export interface FailedFetch {
  data: Record<string, unknown>;
  errors: SubgraphError[];
}

type Representation = Record<string, unknown>;

/**
 * Builds it; `error` is what to say. A field that may not be null is left out: what needs it further on in the plan is then not
 * asked at all, rather than asked with a key of null.
 */
export function answerForFailedFetch(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  error: Pick<SubgraphError, 'message' | 'extensions'>,
  visibility: Visibility,
): FailedFetch {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const roots = operation === undefined ? [] : fieldsOf(operation.selectionSet.selections, () => true);
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
      const asked = fieldsOf(root.selectionSet?.selections ?? [], (name) => name === typeName || visibility.isOf(typeName, name));
      const shown = asked.find((field) => visibility.ofType(typeName, field.name.value));
      errors.push({ ...error, path: [key, index, ...(shown === undefined ? [] : [keyOf(shown)])] });
      return Object.fromEntries(
        asked.flatMap((field): [string, string | null][] => {
          if (field.name.value === '__typename') return [[keyOf(field), typeName]];
          return visibility.mayBeNull(typeName, field.name.value) ? [[keyOf(field), null]] : [];
        }),
      );
    });
  }
  return { data, errors };
}

/**
 * Of several errors of one entity in one fetch (its view, its hidden evidence, its hidden events) the client gets one, on a
 * field it can see where there is one: a dead system is one error a customer.
 */
export function oneErrorAnEntity(
  document: DocumentNode,
  errors: readonly SubgraphError[],
  { anywhere }: Pick<Visibility, 'anywhere'>,
): SubgraphError[] {
  // Errors name a field as it was asked for: by its alias, where the client gave it one.
  const names = fieldNames(document);
  const isHidden = ({ path: [root, index, field] = [] }: SubgraphError): boolean =>
    root === '_entities' && typeof index === 'number' && !(typeof field === 'string' && anywhere(names.get(field) ?? field));
  const told = new Set(errors.filter((error) => !isHidden(error)).map(entityOf));
  return errors.flatMap((error) => {
    if (!isHidden(error)) return [error];
    const entity = entityOf(error);
    if (told.has(entity)) return [];
    told.add(entity);
    return [{ ...error, path: (error.path ?? []).slice(0, 2) }];
  });
}

function entityOf({ path = [] }: SubgraphError): string {
  return path.slice(0, 2).join(' ');
}

/** The field behind each alias. */
function fieldNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  visit(document, { Field: ({ alias, name }) => void (alias !== undefined && names.set(alias.value, name.value)) });
  return names;
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** The fields of a selection, fragments opened where their type condition holds. Plans spread no named fragments. */
function fieldsOf(selections: readonly SelectionNode[], holds: (condition: string) => boolean): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
    const condition = selection.typeCondition?.name.value;
    return condition === undefined || holds(condition) ? fieldsOf(selection.selectionSet.selections, holds) : [];
  });
}
