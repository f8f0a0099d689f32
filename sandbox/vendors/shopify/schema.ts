// The pretend Shopify's GraphQL schema, read from the two SDL files beside this one. It holds no resolvers: what answers are the
// objects of `customers.ts`, `orders.ts` and `order-parts.ts`, whose properties and methods are the fields.
import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { projectFile } from '../../project-file';

const FILES = ['sandbox/vendors/shopify/admin.graphql', 'sandbox/vendors/shopify/codes.graphql'];

/** @returns the subset of the Admin schema, 2026-07; throws when a file is missing or wrong. */
export function loadAdminSchema(): GraphQLSchema {
  return buildSchema(FILES.map((file) => readFileSync(projectFile(file), 'utf8')).join('\n'));
}
