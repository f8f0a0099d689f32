// `@skip` and `@include` of an operation: which boolean variables decide about it, and what is left for given values of them.
import { Kind, visit, type DocumentNode, type SelectionNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** The variables that conditions name, each once, in order. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Is the node wanted with these values? Both directives on one node must agree. */
export function isWantedWith(variables: Variables): (node: SelectionNode) => boolean {
  return ({ directives = [] }) =>
    directives.every(({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return true;
      const value = given.find((argument) => argument.name.value === 'if')?.value;
      const holds = value?.kind === Kind.VARIABLE ? variables[value.name.value] === true : value?.kind === Kind.BOOLEAN && value.value;
      return name.value === 'include' ? holds : !holds;
    });
}
