// `npm start`: the pretend systems and the gateway, as processes of their own, and what to try first. Imports neither: what it
// knows of them is their command lines. Ctrl-C ends everything.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface Trial {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  audience: string | null;
  organization: string | null;
}

interface SandboxReady {
  env: Record<string, string>;
  /** null = the person's own list of people is empty. */
  try: Trial | null;
}

const root = join(__dirname, '..');
const children: ChildProcess[] = [];
let stopping = false;

function run(script: string, env: Record<string, string>): ChildProcess {
  // The channel tells the child of our end, whatever it was: neither a signal nor an exit handler outlives SIGKILL.
  const child = spawn(process.execPath, [...process.execArgv, join(__dirname, script)], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  child.on('exit', (code) => stop(stopping ? 0 : (code ?? 1)));
  child.on('error', () => stop(1));
  children.push(child);
  return child;
}

/** Ends the children, the newest first, and then this process, with the first code that was given. */
function stop(code: number): void {
  if (!stopping) {
    stopping = true;
    process.exitCode = code;
    for (const child of children.toReversed()) child.kill('SIGTERM');
    setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), 12_000).unref();
  }
}

/** The sandbox says in one line of JSON how its systems are reached. */
async function sandboxReady(sandbox: ChildProcess): Promise<SandboxReady> {
  if (sandbox.stdout === null) throw new Error('the sandbox has no output');
  for await (const line of createInterface({ input: sandbox.stdout })) {
    if (!line.startsWith('{')) continue;
    return JSON.parse(line) as SandboxReady;
  }
  throw new Error('the sandbox ended before it was ready');
}

/**
 * A system of the person's own has none of the pretend records: to look for one there would be to find every look-up broken. Nor does it
 * sign with the pretend one's secret.
 */
function withoutPretence(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const systems = Object.keys(own).flatMap((name) => (name.endsWith('_URL') && own[name] ? [name.slice(0, -'_URL'.length)] : []));
  return Object.fromEntries(systems.flatMap((name) => [`${name}_CANARY`, `${name}_WEBHOOK_SECRET`].map((setting) => [setting, ''])));
}

/** From now on the pretend systems tell the gateway of what changes in them. */
async function connectWebhooks(url: string, systems: Readonly<Record<string, string>>): Promise<void> {
  const tellers = Object.keys(systems).flatMap((name) =>
    name.endsWith('_WEBHOOK_SECRET') ? [name.slice(0, -'_WEBHOOK_SECRET'.length)] : [],
  );
  await Promise.all(
    tellers.map(async (name) => {
      const source = name.toLowerCase().replaceAll('_', '-');
      const order = JSON.stringify({ url: `${url}/webhooks/${source}` });
      await fetch(`${systems[`${name}_URL`]}/__sandbox/webhooks`, { method: 'POST', body: order }).catch(() => undefined);
    }),
  );
}

/** A key of this machine's own for what is cached in Redis: made once, readable by its owner only. */
function cacheKeys(): string {
  const file = join(root, '.data', 'cache-keys');
  if (!existsSync(file)) {
    mkdirSync(join(root, '.data'), { recursive: true, mode: 0o700 });
    writeFileSync(file, `local:${randomBytes(32).toString('base64')}`, { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(0));
  const own = process.env;
  const sandbox = await sandboxReady(run('sandbox/start.js', { SANDBOX_OUTPUT: 'json' }));
  // A signal may have come in between: nothing more is started then.
  if (stopping) return;
  const gateway = run('gateway/main.js', {
    ...sandbox.env,
    ...withoutPretence(own),
    CRM_SOURCES: 'hubspot',
    SALES_SOURCES: 'shopify',
    MARKETING_SOURCES: 'klaviyo',
    SUPPORT_SOURCES: 'zendesk',
    ZENDESK_EXTERNAL_ID: 'hubspot:contact',
    // The pretend company is German, and so are the numbers that its helpdesk notes without a country.
    ZENDESK_PHONE_REGION: 'DE',
    STRIPE_EXTERNAL_ID: 'hubspot:contact=hubspot_contact',
    KLAVIYO_EXTERNAL_ID: 'hubspot:contact',
    // Of the systems that are joined by choice: CRM_SOURCES=hubspot,salesforce npm start.
    SALESFORCE_EXTERNAL_ID: 'hubspot:contact=HubSpot_Id__c',
    MAILCHIMP_EXTERNAL_ID: 'hubspot:contact=CRMID',
    MAILCHIMP_PHONE_REGION: 'GB',
    INTERCOM_EXTERNAL_ID: 'hubspot:contact',
    SHOPIFY_SHOP: 'sandbox',
    SHOPIFY_STAFF: 'member',
    BILLING_SOURCES: 'SQL_URL' in sandbox.env ? 'sql,stripe' : 'stripe',
    TRY_ID: sandbox.try?.id ?? '',
    TRY_EMAIL: sandbox.try?.email ?? '',
    TRY_PHONE: sandbox.try?.phone ?? '',
    TRY_AUDIENCE: sandbox.try?.audience ?? '',
    TRY_ORGANIZATION: sandbox.try?.organization ?? '',
    CACHE_MODE: 'full',
    PROCESSES: 'on',
    LOG_LEVEL: 'warn',
    ...(own['REDIS_URL'] && !own['CACHE_KEYS'] ? { CACHE_KEYS: cacheKeys() } : {}),
    // Whatever the person set wins over the sandbox: their own database beside the pretend systems.
    ...Object.fromEntries(Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')),
  });
  if (gateway.stdout === null) throw new Error('the gateway has no output');
  for await (const line of createInterface({ input: gateway.stdout })) {
    if (!line.startsWith('ready ')) continue;
    const url = line.slice('ready '.length);
    await connectWebhooks(url, sandbox.env);
    welcome(url, sandbox);
  }
}

/** A person may try it out with sign-in, by the same setting as in production. */
function signIn(auth: string | undefined): string {
  const isAsked = auth !== undefined && auth !== '' && auth !== 'none';
  return isAsked ? `Sign-in is asked for: AUTH=${auth} (docs/access.md).` : 'No sign-in is asked for on this machine.';
}

function welcome(url: string, { env: systems, try: person }: SandboxReady): void {
  const key = person === null ? 'id: "hubspot:contact:501"' : person.email === null ? `id: "${person.id}"` : `email: "${person.email}"`;
  const query = `{ customer(${key}) { id displayName crm { owner { name } } sales { orderCount } billing { overdueBalance { amount currency } } marketing { lastEngagedAt } support { openTickets } signals { code reason } completeness { domain state } } }`;
  const addresses = Object.entries(systems).filter(([variable]) => variable.endsWith('_URL') && variable !== 'SQL_URL');
  process.stdout.write(`
  Customer Graph is running.

  Explorer   ${url}            every ready question is a tab
  GraphQL    ${url}/graphql
  Pretend systems: ${addresses.map(([variable, address]) => `${variable.replace('_URL', '').toLowerCase().replaceAll('_', '-')} ${address}`).join(', ')}${'SQL_URL' in systems ? ', billing database (PostgreSQL)' : ''}

  A customer to try: ${person === null ? 'none, the list of people is empty' : [person.name, person.email, person.id].filter(Boolean).join(', ')}

  curl -s ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query }).replaceAll("'", "'\\''")}'

  Change something, and watch it arrive:
  npm run -s sandbox -- change hubspot 501 jobTitle=CTO

  ${signIn(process.env['AUTH'])} Ctrl-C ends everything.
`);
}

main().catch((error: unknown) => {
  if (!stopping) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  stop(1);
});
