// Where in an operation something is withheld, for those who want to know it without an answer: a request that is refused as a whole,
// or one that is answered as if nothing were withheld. Paths are those of the operation: `@` stands for every item of a list.
import { Kind, type DocumentNode, type SelectionNode } from 'graphql';
import { isWantedWith } from '../execution/conditions';
import { operationIn } from '../execution/normalise';
import type { Policy, RequirementIndex } from './policy';
import { withhold } from './withhold';

/** Each once, outermost only, and without what conditions leave out. The document has one operation. */
export function withheldPaths(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  { policy, unmet }: { policy: Policy; unmet: ReadonlySet<RequirementIndex> },
): string[][] {
  const { asked, fields } = withhold(document, policy, unmet);
  const isWanted = isWantedWith(variables);
  const found = new Map<string, string[]>();
  const walk = (nodes: readonly SelectionNode[], typeName: string, around: readonly string[]): void => {
    for (const node of nodes) {
      if (!isWanted(node)) continue;
      // Fragments were opened.
      if (node.kind === Kind.FRAGMENT_SPREAD) continue;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        walk(node.selectionSet.selections, node.typeCondition?.name.value ?? typeName, around);
        continue;
      }
      const path = [...around, (node.alias ?? node.name).value];
      if (fields.has(node)) {
        found.set(path.join(' '), path);
        continue;
      }
      const field = policy.field(typeName, node.name.value);
      if (field === undefined) continue;
      const items = Array.from({ length: field.lists }, () => '@');
      walk(node.selectionSet?.selections ?? [], field.returns, [...path, ...items]);
    }
  };
  const operation = operationIn(asked);
  walk(operation.selectionSet.selections, policy.rootType(operation.operation), []);
  return [...found.values()];
}
