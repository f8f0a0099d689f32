// `npm start`: the pretend systems and the gateway, as processes of their own, and what to try first. Imports neither: what it
// knows of them is their command lines. Ctrl-C ends everything.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface SandboxReady {
  env: Record<string, string>;
  try: { id: string; email: string; phone: string; name: string };
}

const root = join(__dirname, '..');
const children: ChildProcess[] = [];
let stopping = false;

function run(script: string, env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [join(__dirname, script)], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] });
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
  const { id, email, phone, name } = sandbox.try;
  const gateway = run('gateway/main.js', {
    ...sandbox.env,
    CRM_SOURCES: 'hubspot',
    SUPPORT_SOURCES: 'zendesk',
    ZENDESK_EXTERNAL_ID: 'hubspot:contact',
    ...('SQL_URL' in sandbox.env ? { BILLING_SOURCES: 'sql' } : {}),
    TRY_ID: id,
    TRY_EMAIL: email,
    TRY_PHONE: phone,
    CACHE_MODE: 'full',
    LOG_LEVEL: 'warn',
    ...(own['REDIS_URL'] !== undefined && own['CACHE_KEYS'] === undefined ? { CACHE_KEYS: cacheKeys() } : {}),
    // Whatever the person set wins over the sandbox: their own database beside the pretend systems.
    ...Object.fromEntries(Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')),
  });
  if (gateway.stdout === null) throw new Error('the gateway has no output');
  for await (const line of createInterface({ input: gateway.stdout })) {
    if (line.startsWith('ready ')) welcome(line.slice('ready '.length), { id, email, name }, sandbox.env);
  }
}

function welcome(url: string, person: { id: string; email: string; name: string }, systems: Record<string, string>): void {
  const query = `{ customer(email: "${person.email}") { id displayName crm { owner { name } } billing { overdueBalance { amount currency } } support { openTickets } signals { code reason } completeness { domain state } } }`;
  const addresses = Object.entries(systems).filter(([variable]) => variable.endsWith('_URL') && variable !== 'SQL_URL');
  process.stdout.write(`
  Customer Graph is running.

  Explorer   ${url}            every ready question is a tab
  GraphQL    ${url}/graphql
  Pretend systems: ${addresses.map(([variable, address]) => `${variable.replace('_URL', '').toLowerCase()} ${address}`).join(', ')}${'SQL_URL' in systems ? ', billing database (PostgreSQL)' : ''}

  A customer to try: ${person.name}, ${person.email}, ${person.id}

  curl -s ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query })}'

  No sign-in is asked for on this machine. Ctrl-C ends everything.
`);
}

main().catch((error: unknown) => {
  if (!stopping) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  stop(1);
});
