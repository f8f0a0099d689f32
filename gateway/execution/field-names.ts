// The names of a graph's fields, as far as the keys of an operation may be confused with them.
import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { FieldNames } from './normalise';

const REQUIRES = /\brequires:\s*"((?:[^"\\]|\\.)*)"/g;
const WITH_ARGUMENTS = /(\w+)\s*\(/g;

/** `supergraphSdl` says what fields require of one another. */
export function fieldNamesOf(full: GraphQLSchema, supergraphSdl: string): FieldNames {
  const all = new Set<string>();
  for (const type of Object.values(full.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const name of Object.keys(type.getFields())) all.add(name);
  }
  const requiredWithArguments = new Set<string>();
  for (const [, fields = ''] of supergraphSdl.matchAll(REQUIRES)) {
    for (const [, name = ''] of fields.matchAll(WITH_ARGUMENTS)) requiredWithArguments.add(name);
  }
  return { all, requiredWithArguments };
}
