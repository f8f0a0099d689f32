// Shopify's contract: its own introspection of the Admin schema, as it ships in the npm package @shopify/dev-mcp. Only that file
// of the package is unpacked, into `.cache/`; nothing of it enters the project.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, GraphQLError, type GraphQLSchema, type IntrospectionQuery, isObjectType, isScalarType } from 'graphql';
import { WRONGLY_DEPRECATED } from '../known-faults/graphql-and-stripe';
import type { GraphqlContract } from './judge';

const run = promisify(execFile);
const VERSION = '1.16.0';
const API = '2026-07';
const FOLDER = resolve(__dirname, '../../../.cache');

/** Reads it, from the registry the first time. Rejects without network where it was never read. */
export async function readShopifyContract(): Promise<GraphqlContract> {
  const file = join(FOLDER, `shopify-dev-mcp-${VERSION}`, `admin_${API}.json.gz`);
  if (!existsSync(file)) await unpack(file);
  const introspection: { data: IntrospectionQuery } = JSON.parse(gunzipSync(await readFile(file)).toString());
  return {
    schema: withForms(undeprecated(buildClientSchema(introspection.data), 'shopify')),
    path: `/admin/api/${API}/graphql.json`,
    typeOf: (id) => GID.exec(id)?.[1] ?? null,
    refusesWithErrors: true,
    isId: (id) => GID.test(id),
  };
}

async function unpack(file: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const folder = await mkdtemp(join(FOLDER, 'shopify-'));
  try {
    await run('npm', ['pack', `@shopify/dev-mcp@${VERSION}`, '--silent', '--pack-destination', folder], { cwd: folder });
    await run('tar', ['-xzf', join(folder, `shopify-dev-mcp-${VERSION}.tgz`), '-C', folder, `package/dist/data/admin_${API}.json.gz`]);
    await mkdir(join(file, '..'), { recursive: true });
    await rename(join(folder, 'package/dist/data', `admin_${API}.json.gz`), file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** https://shopify.dev/docs/api/usage/gids */
const GID = /^gid:\/\/shopify\/([A-Za-z]+)\/[^/]+$/;

/** How the scalars are written, by their descriptions in the schema; those not here may be anything. */
const FORMS: Readonly<Record<string, RegExp>> = {
  Date: /^\d{4}-\d\d-\d\d$/,
  DateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  Decimal: /^-?\d+(\.\d+)?$/,
  Money: /^-?\d+(\.\d+)?$/,
  UnsignedInt64: /^\d+$/,
  URL: /^https?:\/\//,
  BigInt: /^-?\d+$/,
};

function withForms(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, form] of Object.entries(FORMS)) {
    const type = schema.getType(name);
    if (!isScalarType(type)) throw new Error(`Shopify has no scalar ${name}`);
    type.serialize = (value) => {
      if (typeof value === 'string' && form.test(value)) return value;
      throw new GraphQLError(`is no ${name}`);
    };
  }
  return schema;
}

function undeprecated(schema: GraphQLSchema, vendor: string): GraphQLSchema {
  for (const { fields } of WRONGLY_DEPRECATED.filter((fault) => fault.vendor === vendor)) {
    for (const place of fields) {
      const [typeName = '', name = ''] = place.split('.');
      const type = schema.getType(typeName);
      const field = isObjectType(type) ? type.getFields()[name] : undefined;
      if (field?.deprecationReason == null) throw new Error(`${vendor}: a known fault is gone, at ${place}`);
      field.deprecationReason = undefined;
    }
  }
  return schema;
}
