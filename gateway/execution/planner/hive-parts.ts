// The smaller parts of the Rust planner's plans in our form: what is required of an entity, and what is corrected in it.
import type { FetchNodePathSegment, FetchRewrite, RequiresSelection } from '@graphql-hive/router-query-planner' with {
  'resolution-mode': 'import',
};
import { GraphQLError } from 'graphql';
import type { Requirement, Rewrite } from '../plan';

/** It names the key to read, and as alias the key to write: the other way round than Apollo's planner. */
export function toRequirement(selection: RequiresSelection): Requirement {
  switch (selection.kind) {
    case 'InlineFragment':
      return { kind: 'type', type: selection.typeCondition, nested: selection.selections.map(toRequirement) };
    case 'Field':
      return {
        kind: 'field',
        from: selection.name,
        to: selection.alias ?? selection.name,
        nested: selection.selections?.map(toRequirement) ?? null,
      };
    case 'FragmentSpread':
      throw new GraphQLError('This operation cannot be planned.', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  }
}

/** One for each type that a step of its path holds for. */
export function toRewrites(rewrite: FetchRewrite): Rewrite[] {
  if ('KeyRenamer' in rewrite) {
    const { path, renameKeyTo } = rewrite.KeyRenamer;
    return pathsOf(path).map((one) => ({ kind: 'rename', path: one, to: renameKeyTo }));
  }
  const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
  return pathsOf(path).map((one) => ({ kind: 'set', path: one, value: setValueTo }));
}

function pathsOf(path: readonly FetchNodePathSegment[]): string[][] {
  return path.reduce<string[][]>(
    (paths, segment) =>
      'Key' in segment
        ? paths.map((one) => [...one, segment.Key])
        : paths.flatMap((one) => segment.TypenameEquals.map((type) => [...one, `... on ${type}`])),
    [[]],
  );
}
