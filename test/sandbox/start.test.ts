// The start command, as a process: what it prints, and that nothing stays behind however it ends.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';

const root = join(__dirname, '../..');
const ready = z.object({
  ready: z.literal(true),
  env: z.record(z.string(), z.string()),
  try: z.object({
    ...{ id: z.string(), name: z.string() },
    ...{ email: z.string().nullable(), phone: z.string().nullable(), audience: z.string().nullable(), organization: z.string().nullable() },
  }),
});
const running: ChildProcess[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-start-'));
});

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

afterAll(() => rm(folder, { recursive: true }));

function start(env: Record<string, string>, wrapper: string[] = []): ChildProcess {
  const [command = process.execPath, ...args] = [...wrapper, process.execPath, '--import', 'tsx', 'sandbox/start.ts'];
  const child = spawn(command, args, {
    cwd: root,
    env: { PATH: process.env['PATH'], SANDBOX_PORT: '0', SANDBOX_PERSON_COUNT: '60', SANDBOX_OUTPUT: 'json', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
}

function output(child: ChildProcess, stream: 'stdout' | 'stderr' = 'stdout'): Promise<string> {
  return new Promise((resolve, reject) => {
    child[stream]?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it said anything`)));
  });
}

async function whatItSays(child: ChildProcess): Promise<z.infer<typeof ready>> {
  return ready.parse(JSON.parse(await output(child)));
}

async function expectAccounts(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from account');
  await client.end();
  expect(rows[0]?.n).toBeGreaterThan(10);
}

async function isGone(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  return client.connect().then(
    () => client.end().then(() => false),
    (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED',
  );
}

async function eventually(condition: () => Promise<boolean>, timeoutMs = 4_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it('says in one line where everything is, writes the truth, and ends within a second of SIGTERM', async () => {
  const truth = join(folder, 'truth.json');
  const child = start({ SANDBOX_TRUTH: truth });
  const { env, try: trial } = await whatItSays(child);
  expect(Object.keys(env).sort()).toEqual([
    'HUBSPOT_CANARY',
    'HUBSPOT_TOKEN',
    'HUBSPOT_URL',
    'HUBSPOT_WEBHOOK_SECRET',
    'INTERCOM_APP',
    'INTERCOM_CANARY',
    'INTERCOM_TOKEN',
    'INTERCOM_URL',
    'INTERCOM_WEBHOOK_SECRET',
    'KLAVIYO_CANARY',
    'KLAVIYO_KEY',
    'KLAVIYO_URL',
    'KLAVIYO_WEBHOOK_SECRET',
    'MAILCHIMP_CANARY',
    'MAILCHIMP_KEY',
    'MAILCHIMP_URL',
    'MAILCHIMP_WEBHOOK_SECRET',
    'REQUEST_TRACKER_CANARY',
    'REQUEST_TRACKER_EXTERNAL_ID',
    'REQUEST_TRACKER_PRIORITIES',
    'REQUEST_TRACKER_TOKEN',
    'REQUEST_TRACKER_URL',
    'SALESFORCE_CANARY',
    'SALESFORCE_CLIENT_ID',
    'SALESFORCE_CLIENT_SECRET',
    'SALESFORCE_CURRENCY',
    'SALESFORCE_URL',
    'SHOPIFY_CANARY',
    'SHOPIFY_TOKEN',
    'SHOPIFY_URL',
    'SHOPIFY_WEBHOOK_SECRET',
    'SQL_CANARY',
    'SQL_MAPPING',
    'SQL_URL',
    'STRIPE_CANARY',
    'STRIPE_KEY',
    'STRIPE_URL',
    'STRIPE_WEBHOOK_SECRET',
    'VENDURE_CANARY',
    'VENDURE_PASSWORD',
    'VENDURE_URL',
    'VENDURE_USERNAME',
    'ZENDESK_CANARY',
    'ZENDESK_EMAIL',
    'ZENDESK_TOKEN',
    'ZENDESK_URL',
    'ZENDESK_WEBHOOK_SECRET',
  ]);
  expect(existsSync(env['SQL_MAPPING'] ?? '')).toBe(true);
  expect(trial).toMatchObject({
    name: 'Ada Mensah',
    audience: expect.stringMatching(/^klaviyo:segment:\w+$/),
    organization: expect.stringMatching(/^hubspot:company:\d+$/),
  });
  const answer = await fetch(`${env['HUBSPOT_URL']}/crm/v3/objects/contacts/batch/read`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env['HUBSPOT_TOKEN']}`, 'content-type': 'application/json' },
    body: JSON.stringify({ idProperty: 'email', properties: ['firstname'], inputs: [{ id: trial.email }] }),
  });
  expect(await answer.json()).toMatchObject({ results: [{ id: trial.id.split(':')[2], properties: { firstname: 'Ada' } }] });
  await expectAccounts(env['SQL_URL'] ?? '');
  const told: unknown = JSON.parse(await readFile(truth, 'utf8'));
  expect(told).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        id: 'ada-mensah',
        records: expect.arrayContaining([
          'hubspot:contact:501',
          'zendesk:user:20001',
          'sql:customer:100001',
          'shopify:customer:7000000001',
        ]),
      }),
    ]),
  );

  const asked = Date.now();
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(Date.now() - asked).toBeLessThan(1_000);
  expect(await isGone(env['SQL_URL'] ?? '')).toBe(true);
});

it('ends when its parent closes the pipe, and when its parent is killed', async () => {
  const child = start({});
  const { env } = await whatItSays(child);
  child.stdin?.end();
  await new Promise((resolve) => child.once('exit', resolve));
  expect(await isGone(env['SQL_URL'] ?? '')).toBe(true);

  // A shell in between, which dies without handing on anything; the pipe stays open in our hands.
  const shell = start({}, ['/bin/sh', '-c', '"$@" <&0; exit 0', 'sh']);
  const second = await whatItSays(shell);
  shell.kill('SIGKILL');
  await eventually(() => isGone(second.env['SQL_URL'] ?? ''));
});

it('takes the user’s own people, and leaves billing to their own database', async () => {
  const list = join(folder, 'people.csv');
  await writeFile(list, 'name,email,phone\n"Köhler, Leo",leo@example.com,030 23125001\nAnn Lee,ann@example.com,\n');
  const child = start({ SANDBOX_PEOPLE: list });
  const { env, try: trial } = await whatItSays(child);
  expect(env).not.toHaveProperty('SQL_URL');
  // Their file says nothing of newsletters or orders, so no segment and no list is known of them.
  expect(trial).toEqual({
    id: 'hubspot:contact:501',
    name: 'Köhler, Leo',
    email: 'leo@example.com',
    phone: '030 23125001',
    audience: null,
    organization: null,
  });
});

it('prints lines to paste for a person, and says what is wrong with a setting', async () => {
  const child = start({ SANDBOX_OUTPUT: '' });
  const text = await output(child);
  expect(text).toMatch(/^export HUBSPOT_URL='http:\/\/127\.0\.0\.1:\d+'$/m);
  expect(text).toContain('Ada Mensah · hubspot:contact:501');
  expect(await output(start({ SANDBOX_SEED: 'seven' }), 'stderr')).toMatch(/SANDBOX_SEED/);
});
