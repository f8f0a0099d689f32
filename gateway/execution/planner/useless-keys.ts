// A supergraph without the keys that mislead Apollo's planner: where one subgraph declares a type by several keys and resolves only
// some of them, it plans to enter through one that is not resolved. For planning only: clients see no keys.
import { parse, print, visit, type ConstDirectiveNode } from 'graphql';
import { argumentOf, graphOf } from './join-directives';

/** The text unchanged where it has no such key. Throws a GraphQLError where it is no GraphQL. */
export function withoutUselessKeys(supergraphSdl: string): string {
  if (!/resolvable:\s*false/.test(supergraphSdl)) return supergraphSdl;
  const sift = <Node extends { directives?: readonly ConstDirectiveNode[] | undefined }>(node: Node): Node => {
    const directives = node.directives ?? [];
    const resolvable = new Set(directives.filter((one) => isKey(one) && !isUnresolvable(one)).map(graphOf));
    return { ...node, directives: directives.filter((one) => !(isKey(one) && isUnresolvable(one) && resolvable.has(graphOf(one)))) };
  };
  return print(visit(parse(supergraphSdl), { ObjectTypeDefinition: sift, InterfaceTypeDefinition: sift }));
}

function isKey(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__type' && argumentOf(directive, 'key') !== undefined;
}

function isUnresolvable(directive: ConstDirectiveNode): boolean {
  return argumentOf(directive, 'resolvable') === 'false';
}
