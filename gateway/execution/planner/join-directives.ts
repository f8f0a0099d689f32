// What the join directives of a supergraph's text say, read argument by argument. It knows nothing of what they are read for.
import { Kind, parse, type ConstDirectiveNode, type SelectionSetNode } from 'graphql';

/** The text of an argument, if it is a string, a name or a boolean; undefined where it is not given. */
export function argumentOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string | undefined {
  const value = given.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.STRING || value?.kind === Kind.ENUM) return value.value;
  return value?.kind === Kind.BOOLEAN ? String(value.value) : undefined;
}

/** The graph that it is about, as the text calls it; '' = it does not say. */
export function graphOf(directive: ConstDirectiveNode): string {
  return argumentOf(directive, 'graph') ?? '';
}

/** The selection that a key, or what a field requires, is. Throws a GraphQLError where it is none. */
export function selectionIn(text: string): SelectionSetNode {
  const [operation] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`no selection: ${text}`);
  return operation.selectionSet;
}
