// The names of a graph's fields, as far as the keys of an operation may be confused with them.
import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { FieldNames } from './normalise';

const REQUIRES = /\brequires:\s*"((?:[^"\\]|\\.)*)"/g;
const NAME = /\w+/g;

/** `supergraphSdl` says what fields require of one another. */
export function fieldNamesOf(full: GraphQLSchema, supergraphSdl: string): FieldNames {
  const all = new Set<string>();
  const withArguments = new Set<string>();
  for (const type of Object.values(full.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const { name, args } of Object.values(type.getFields())) {
      all.add(name);
      if (args.length > 0) withArguments.add(name);
    }
  }
  const requiredWithArguments = new Set<string>();
  for (const [, fields = ''] of supergraphSdl.matchAll(REQUIRES)) {
    for (const [name] of fields.matchAll(NAME)) if (withArguments.has(name)) requiredWithArguments.add(name);
  }
  return { all, requiredWithArguments, mayMixTypes: /\bisInterfaceObject:\s*true\b/.test(supergraphSdl) };
}
