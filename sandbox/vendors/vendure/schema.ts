// The pretend Vendure's GraphQL schema, read from the SDL file beside this one. It holds no resolvers: what answers are the objects
// of `root.ts`, `customers.ts` and `orders.ts`, whose properties and methods are the fields.
import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { projectFile } from '../../project-file';

/** @returns the subset of the Admin schema of Vendure 3.7; throws when the file is missing or wrong. */
export function loadAdminSchema(): GraphQLSchema {
  return buildSchema(readFileSync(projectFile('sandbox/vendors/vendure/admin.graphql'), 'utf8'));
}
