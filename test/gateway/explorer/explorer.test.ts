// The explorer as a visitor meets it: in a real browser, served by a real gateway-like server, under the page's own security policy.
import Fastify from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { explorerPlugin } from '../../../gateway/explorer/plugin';
import { launchChromium } from '../../support/chromium';
import { until } from '../../support/until';
import { createExploredServer, questions, type ExploredServer } from './explored-server';

/** Every request of the page, and everything it complained of. */
type Watched = { page: Page; requests: string[]; complaints: string[] };

let explored: ExploredServer;
let browser: Browser;
let context: BrowserContext;
let origin: string;

beforeAll(async () => {
  explored = await createExploredServer();
  origin = await explored.app.listen({ host: '127.0.0.1', port: 0 });
  browser = await launchChromium();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await explored?.app.close();
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1400, height: 850 } });
  context.setDefaultTimeout(10_000);
  explored.credentials.length = 0;
});

afterEach(async () => {
  await context.close();
});

async function openExplorer(): Promise<Watched> {
  const page = await context.newPage();
  const watched: Watched = { page, requests: [], complaints: [] };
  context.on('request', (request) => watched.requests.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') watched.complaints.push(message.text());
  });
  page.on('pageerror', (error) => watched.complaints.push(String(error)));
  await page.goto(origin);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  return watched;
}

const execute = (page: Page) => page.getByRole('button', { name: /execute query/i }).click();
const tabNames = (page: Page) => page.locator('.graphiql-tab-button').allTextContents();
const editor = (page: Page, name: 'Variables' | 'Headers') =>
  page.locator(`.graphiql-editor-tool[aria-label="${name}"] .graphiql-editor:not(.hidden)`);
const seesResponse = (page: Page, text: string) => page.locator('.graphiql-response .view-lines', { hasText: text }).waitFor();

test('a newcomer finds each question as a tab and runs the first as it stands', async () => {
  const { page } = await openExplorer();
  expect(await page.title()).toBe('Customer Graph');
  expect(await tabNames(page)).toEqual(['WhoIsCalling', 'TheseCustomers']);
  expect(await page.locator('.graphiql-tab-active').textContent()).toContain('WhoIsCalling');
  await editor(page, 'Variables').filter({ hasText: '"phone": "+49 30 901820"' }).waitFor();
  await execute(page);
  await seesResponse(page, '"displayName": "Caller from +49 30 901820"');
});

test('another tab brings its own variables, and a reload keeps what was open', async () => {
  const { page } = await openExplorer();
  await page.getByRole('button', { name: 'TheseCustomers', exact: true }).click();
  await editor(page, 'Variables').filter({ hasText: 'crm:contact:2' }).waitFor();
  // At once: GraphiQL has not yet noticed the other operation's name.
  await execute(page);
  await seesResponse(page, 'Customer crm:contact:2');
  // GraphiQL stores its tabs half a second after the last change.
  await page.waitForFunction(() => sessionStorage.getItem('graphiql:tabState')?.includes('"activeTabIndex":1'));
  await page.reload();
  await editor(page, 'Variables').filter({ hasText: 'crm:contact:2' }).waitFor();
  expect(await tabNames(page)).toEqual(['WhoIsCalling', 'TheseCustomers']);
  await execute(page);
  await seesResponse(page, 'Customer crm:contact:1');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('the prepared header asks for the cost report, and the panel shows it', async () => {
  const { page } = await openExplorer();
  await page.getByRole('button', { name: 'Headers' }).click();
  await editor(page, 'Headers').filter({ hasText: '"x-customer-graph-report": "on"' }).waitFor();
  await page.getByRole('button', { name: 'Show Cost' }).click();
  await execute(page);
  const sources = page.getByRole('table', { name: 'sources' });
  await sources.waitFor();
  expect(await sources.getByRole('row').allInnerTexts()).toEqual([
    'name\tstate\tms\tcalls\tcache hits',
    'hubspot\tok\t41.3\t2\t1',
    'stripe\tlate\t3,000\t1\t–',
  ]);
});

test('the plan of the open operation is shown before anything is run, with what may come from the cache', async () => {
  const { page } = await openExplorer();
  await page.getByRole('button', { name: 'Show Plan' }).click();
  await page.getByRole('button', { name: 'Explain the operation' }).click();
  await page.getByText('3 fetches, planned by apollo.').waitFor();
  expect(await page.locator('.plan pre').first().innerText()).toBe('# WhoIsCalling');
  expect(await page.locator('.plan summary').allInnerTexts()).toEqual([
    '1. customer about the root',
    '2. crm about customer, after 1',
    '3. elsewhere about customer, after 1, 2, only if $v',
  ]);
  expect(await page.locator('.plan').getByRole('row').allInnerTexts()).toEqual([
    'source\tread\tcalls at least\tcache',
    'hubspot\tfind\t1\tlinks alone are cached',
    'hubspot\tdeals\t1\tmay be cached, for 60 s',
    'hubspot\towners\t0\tnever cached',
  ]);
  await page.locator('.plan').getByText('It does not tell what it reads.').waitFor();
});

test('a subscription shows each event as it comes, until it is stopped, and says why there are none', async () => {
  const { page } = await openExplorer();
  const write = async (text: string): Promise<void> => {
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
  };
  await write('subscription Watch { customerChanged(id: "7") { id displayName } }');
  await execute(page);
  await seesResponse(page, '"displayName": "Change 1"');
  explored.nextChange();
  await seesResponse(page, '"displayName": "Change 2"');
  await page.getByRole('button', { name: /stop query/i }).click();
  await until(() => explored.leftEvents() === 1, 5_000);
  explored.nextChange();
  await write('subscription Watch { customerChanged(id: "0") { id } }');
  await execute(page);
  await seesResponse(page, 'PROCESSES=on');
});

test('a visitor signs in once for the schema, operations, events and plans, and out again', async () => {
  const { page } = await openExplorer();
  await page.getByRole('button', { name: 'Show Sign in' }).click();
  await page.getByLabel('Token or API key').fill('planted-secret');
  explored.credentials.length = 0;
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await until(() => explored.credentials.length === 1, 5_000);
  await execute(page);
  await seesResponse(page, 'Caller from');
  await page.getByRole('button', { name: 'Show Plan' }).click();
  await page.getByRole('button', { name: 'Explain the operation' }).click();
  await page.getByText('3 fetches').waitFor();
  expect(explored.credentials).toEqual(['IntrospectionQuery', 'WhoIsCalling', 'plan'].map((what) => [what, 'Bearer planted-secret']));
  // Nowhere but in the page's memory.
  expect(await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]))).not.toContain('planted');
  await page.getByRole('button', { name: 'Show Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  explored.credentials.length = 0;
  await execute(page);
  await until(() => explored.credentials.some(([what]) => what === 'WhoIsCalling'), 5_000);
  expect(explored.credentials.map(([, authorization]) => authorization).filter((one) => one !== undefined)).toEqual([]);
});

test('documentation, workers and formatting come from our origin, and nothing is refused or logged', async () => {
  const { page, requests, complaints } = await openExplorer();
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click();
  await page.locator('.graphiql-doc-explorer').getByText('customers').first().waitFor();
  await page.getByRole('button', { name: /prettify query/i }).click();
  await execute(page);
  await seesResponse(page, 'Caller from');
  await page.waitForLoadState('networkidle');
  const paths = requests.filter((url) => url.startsWith(`${origin}/`)).map((url) => new URL(url).pathname);
  expect(requests.filter((url) => !url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url))).toEqual([]);
  for (const worker of ['editor', 'json', 'graphql'])
    expect(paths).toContainEqual(expect.stringMatching(`^/explorer/${worker}-\\w{8}\\.js$`));
  expect(complaints).toEqual([]);
});

test('the policy lets in this origin alone, and only hashed files are kept for ever', async () => {
  const page = await fetch(origin, { headers: { accept: 'text/html,*/*' } });
  const script = /src="(\/explorer\/main-[^"]+)"/.exec(await page.text())?.[1] ?? 'no script';
  const asset = await fetch(origin + script, { headers: { 'accept-encoding': 'gzip' } });
  const icon = await fetch(`${origin}/explorer/icon.svg`);
  for (const { headers } of [page, asset, icon]) {
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'self'; script-src 'self'; worker-src 'self' blob:;/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
  expect(asset.headers.get('content-encoding')).toBe('gzip');
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect([page, icon].map(({ headers }) => headers.get('cache-control'))).toEqual(['no-cache', 'no-cache']);
});

test('a client that wants no page gets none, and the questions are plain JSON', async () => {
  const statusOf = async (path: string) => (await fetch(origin + path, { headers: { accept: 'application/json' } })).status;
  expect(await Promise.all(['/', '/explorer/index.html', '/explorer/..%2fplugin.js'].map(statusOf))).toEqual([404, 404, 404]);
  expect(await (await fetch(`${origin}/explorer/questions.json`)).json()).toEqual(questions);
});

test('an explorer that was not built says what to do', async () => {
  const server = Fastify();
  server.register(explorerPlugin, { staticFolder: '/nowhere', questions: [], graphqlPath: '/graphql' });
  await expect(server.ready()).rejects.toThrow('run npm run build');
});
