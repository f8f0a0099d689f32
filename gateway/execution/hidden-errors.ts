// Errors on fields that the client did not ask for: what they have cost is told where nothing else tells it. Which they are, and where,
// error-book.ts knows.
import type { GraphQLError } from 'graphql';
import { isEntity, valueAt, type Entity } from './data';
import { beginningsOf, textOf, type Path } from './explained';

export interface HiddenError {
  /** With the path that it would be told at. */
  error: GraphQLError;
  /** The subgraph and the object in the data. */
  entity: string;
  /** The field is asked of other types, or under a condition: it may have been fetched for nobody, and is told where something is null. */
  doubtful: boolean;
}

/** Those that are to be told: one an object, and none where `told` has the object. `errors` are told already. */
export function revealed(
  hidden: readonly HiddenError[],
  told: ReadonlySet<string>,
  errors: readonly GraphQLError[],
  answer: Entity | null,
): GraphQLError[] {
  if (hidden.length === 0) return [];
  const explained = beginningsOf(errors.flatMap(({ path }) => (path === undefined ? [] : [path])));
  const objects = new Set(told);
  const places = new Set<string>();
  return hidden.flatMap(({ error, entity, doubtful }) => {
    const path = error.path ?? [];
    // Several entities that the client does not see may be below one that it does.
    const place = `${entity.split(' ')[0] ?? ''} ${textOf(path)}`;
    if (objects.has(entity) || places.has(place)) return [];
    if (doubtful && !hasUnexplainedNull(valueAt(answer, path), path, explained)) return [];
    objects.add(entity);
    places.add(place);
    return [error];
  });
}

/** Is it null, or one of its fields, where no error is at it or below it? */
function hasUnexplainedNull(value: unknown, path: Path, explained: ReadonlySet<string>): boolean {
  if (value === null || value === undefined) return !explained.has(textOf(path));
  return isEntity(value) && Object.entries(value).some(([key, inner]) => inner === null && !explained.has(textOf([...path, key])));
}
