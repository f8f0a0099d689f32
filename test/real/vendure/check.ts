// `npm run check` in this folder: starts a real Vendure, holds the pretend one's schema and answers against it, and asks both, and acts in
// both, through the connector. Says what differs and ends with 1, or says how much it has seen.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildClientSchema, buildSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { createHttpFactory } from '../../../platform/http/factory';
import { startVendure as startPretend } from '../../../sandbox/vendors/vendure/server';
import { projectFile } from '../../../sandbox/project-file';
import type { SalesConnector } from '../../../subgraphs/sales/contract';
import { vendure } from '../../../subgraphs/sales/vendors/vendure/index';
import { vendureWorld } from '../../sandbox/support/vendure-world';
import { testCall } from '../../support/call';
import { comparable, difference, type Answer } from './comparable';
import type { ShopPeople } from './people';
import { pretendShop } from './pretend-shop';
import { QUESTIONS, type Question } from './questions';
import { schemaFaults } from './schema-check';
import { startVendure } from './start';
import { actThrough, WRITES } from './writes';

/** What `readThrough` reads. */
const READS = ['records', 'orders', 'contents', 'search'] as const;

interface Shop {
  url: string;
  username: string;
  password: string;
}

async function post({ url }: Shop, question: Question, headers: Record<string, string>): Promise<Answer> {
  const { query, variables } = question;
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query, variables }) };
  const response = await fetch(url, init);
  return { status: response.status, token: response.headers.get('vendure-auth-token'), body: await response.json() };
}

async function answersOf(shop: Shop, questions: readonly Question[]): Promise<Answer[]> {
  const login = `mutation { login(username: "${shop.username}", password: "${shop.password}") { __typename } }`;
  const { token } = await post(shop, { name: 'log in', query: login }, {});
  const headers = { none: {}, nobody: {}, 'a stranger': { authorization: 'Bearer deadbeef' } };
  const answers: Answer[] = [];
  for (const question of questions) {
    answers.push(
      comparable(await post(shop, question, question.as === undefined ? { authorization: `Bearer ${token}` } : headers[question.as])),
    );
  }
  return answers;
}

async function withConnector<T>({ url, username, password }: Shop, use: (connector: SalesConnector) => Promise<T>): Promise<T> {
  const http = createHttpFactory({ source: 'vendure', timeoutMs: 20_000, connections: 8 });
  const fields = { CUSTOM_FIELDS: 'loyaltyTier', EXTERNAL_ID: 'crmId=hubspot:contact', SALES_PERSON_FIELD: 'salesPerson' };
  const settings = { URL: url, USERNAME: username, PASSWORD: password, ...fields };
  const connector = await vendure.start({ source: 'vendure', settings, http, phoneRegion: 'DE' });
  try {
    return await use(connector);
  } finally {
    await connector.close?.();
  }
}

/** What the connector makes of a shop: records, orders and what is in them, without what no two shops have alike. */
function readThrough(shop: Shop, people: ShopPeople): Promise<unknown[]> {
  return withConnector(shop, async (connector) => {
    const call = testCall();
    const addresses = people.people.map(({ emailAddress }) => ({ by: 'email' as const, value: emailAddress.toLowerCase() }));
    const records = await connector.find(
      [...addresses, { by: 'phone', value: '+493023125001' }, { by: 'externalId', value: 'hubspot:contact:501' }],
      call,
    );
    const ids = records.slice(0, addresses.length).flatMap((found) => (found instanceof Error ? [] : found.map(({ id }) => id)));
    const orders = await connector.orders(ids, call);
    const contents = await connector.contents(
      orders.flatMap((list) => (list instanceof Error ? [] : list.map(({ id }) => id))),
      call,
    );
    const search = await connector.search?.({ text: 'ada mens' }, 10, call);
    return [records, orders, contents, search].map(comparable);
  });
}

async function main(): Promise<void> {
  const people: ShopPeople = JSON.parse(readFileSync(join(__dirname, 'people.json'), 'utf8'));
  const folder = await mkdtemp(join(tmpdir(), 'real-vendure-'));
  const real = await startVendure({ people, folder });
  const pretend = await startPretend({
    world: vendureWorld(pretendShop(people).customers, pretendShop(people).orders),
    port: 0,
    password: real.password,
  });
  try {
    const other: Shop = { url: pretend.env['VENDURE_URL'] ?? '', username: real.username, password: real.password };
    const { body } = await post(real, { name: 'introspection', query: getIntrospectionQuery() }, {});
    const { data } = body as { data: IntrospectionQuery };
    const sdl = readFileSync(projectFile('sandbox/vendors/vendure/admin.graphql'), 'utf8');
    const faults = schemaFaults(buildSchema(sdl), buildClientSchema(data)).map((fault) => `schema: ${fault}`);
    const [seen, made] = [await answersOf(real, QUESTIONS), await answersOf(other, QUESTIONS)];
    const compare = (name: string, one: unknown, two: unknown): void => {
      const place = difference(one, two);
      if (place !== null) faults.push(`${name}: ${place}`);
    };
    QUESTIONS.forEach(({ name }, index) => compare(name, seen[index], made[index]));
    const [read, alike] = [await readThrough(real, people), await readThrough(other, people)];
    READS.forEach((name, index) => compare(`${name} through the connector`, read[index], alike[index]));
    const [changed, alikeChanged] = [await answersOf(real, WRITES), await answersOf(other, WRITES)];
    WRITES.forEach(({ name }, index) => compare(name, changed[index], alikeChanged[index]));
    compare('what the connector does', await withConnector(real, actThrough), await withConnector(other, actThrough));
    process.stdout.write(
      faults.length === 0
        ? `the pretend Vendure answers ${QUESTIONS.length + WRITES.length} questions as a real one does\n`
        : `${faults.join('\n')}\n`,
    );
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await Promise.all([real.stop(), pretend.stop()]);
    await rm(folder, { recursive: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
