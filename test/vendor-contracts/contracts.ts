// Which contract each vendor is held to: its published description, its schema, or its fixtures and types. A vendor whose traffic
// was recorded and who is not here is a finding.
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { readShopifyContract } from './graphql/shopify';
import { createGraphqlJudge, type GraphqlContract } from './graphql/judge';
import { isObject, type Json } from './json';
import type { Judge } from './judge';
import { KNOWN_FAULTS, OPTIONAL_ENDINGS } from './known-faults/all';
import { createOpenApiJudge } from './openapi/judge';
import { mend } from './patch';
import { createStripeJudge } from './stripe/judge';
import { toFixtures } from './stripe/replies';
import type { Samples } from './stripe/samples';

/** Vendors that publish an OpenAPI description. */
const DESCRIBED = ['hubspot', 'zendesk', 'klaviyo', 'intercom', 'mailchimp'] as const;

/** Vendors without a published contract of what we ask, and what holds their emulators to the truth instead. */
export const JUDGED_ELSEWHERE: Readonly<Record<string, string>> = {
  salesforce: 'publishes no contract for its objects; its emulator is held to its documentation by test/sandbox/vendors/salesforce',
  'request-tracker': 'publishes no contract; its emulator is held to a real Request Tracker by test/real',
};

/** Reads all of them. @param folder the published descriptions; a vendor whose file is not there is an error. */
export async function readContracts(folder: string, vendors: ReadonlySet<string>, samples: Samples): Promise<ReadonlyMap<string, Judge>> {
  const judges = new Map<string, Judge>();
  for (const vendor of DESCRIBED.filter((one) => vendors.has(one))) {
    const document = mend(await readJson(folder, `${vendor}.json`), vendor, KNOWN_FAULTS);
    judges.set(vendor, createOpenApiJudge(document, { answers: 'schema', optionalEnding: OPTIONAL_ENDINGS[vendor]?.ending ?? null }));
  }
  if (vendors.has('stripe')) {
    const fixtures = toFixtures(await readJson(folder, 'stripe-fixtures.json'));
    judges.set('stripe', createStripeJudge(await readJson(folder, 'stripe.json'), fixtures, samples));
  }
  if (vendors.has('vendure')) judges.set('vendure', createGraphqlJudge(readVendureContract()));
  if (vendors.has('shopify')) judges.set('shopify', createGraphqlJudge(await readShopifyContract()));
  return judges;
}

/** Each shop has a schema of its own: the part of it that the emulator has is held to a real Vendure by test/real. */
function readVendureContract(): GraphqlContract {
  const schema = buildSchema(readFileSync(join(__dirname, '../../sandbox/vendors/vendure/admin.graphql'), 'utf8'));
  return { schema, path: '/admin-api', typeOf: () => null, refusesWithErrors: false, isId: (id) => /^\d+$/.test(id) };
}

async function readJson(folder: string, name: string): Promise<Json> {
  const file = join(folder, name);
  if (!existsSync(file)) throw new Error(`There is no ${name} among the descriptions`);
  const document: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isObject(document)) throw new Error(`${name} is no description`);
  return document;
}
