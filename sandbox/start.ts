// The start command of the pretend world: `npm run sandbox`, or spawned by the project's own start command, which reads one
// line of JSON. Reads the environment, starts everything, says where it is, and ends with its parent or a signal.
import { fstatSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { canariesOf } from './canaries';
import { changeByHand } from './change-command';
import { DEFAULT_PEOPLE, DEFAULT_SEED, startSandbox } from './sandbox';
import { webhookSecretsOf } from './webhooks/secrets';
import { parsePeopleFile } from './world/people-file';
import { organisationToTry } from './world/organisation-to-try';
import { FIRST_CUSTOMER } from './world/showcase/ada';
import type { World } from './world/story';

const environment = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_526).default(4100),
  SANDBOX_SEED: z.coerce.number().int().min(0).max(0xffff_ffff).default(DEFAULT_SEED),
  SANDBOX_PERSON_COUNT: z.coerce.number().int().min(0).max(50_000).default(DEFAULT_PEOPLE),
  SANDBOX_PEOPLE: z.string().optional(),
  SANDBOX_TRUTH: z.string().optional(),
  SANDBOX_OUTPUT: z.enum(['json', 'text']).default('text'),
});

const PARENT_CHECK_MS = 300;
const STOP_TIMEOUT_MS = 900;

interface Trial {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  /** A segment with members. */
  audience: string | null;
  /** Where people work. */
  organization: string | null;
}

async function main(): Promise<void> {
  // An empty variable means what an absent one means.
  const set = Object.entries(process.env).filter(([, value]) => value !== undefined && value !== '');
  const settings = environment.parse(Object.fromEntries(set));
  const [command, ...args] = process.argv.slice(2);
  if (command === 'change') {
    process.exitCode = await changeByHand(args, settings.SANDBOX_PORT);
    return;
  }
  const rows = settings.SANDBOX_PEOPLE === undefined ? null : parsePeopleFile(await readFile(settings.SANDBOX_PEOPLE, 'utf8'));

  const starting = startSandbox({
    ...{ seed: settings.SANDBOX_SEED, people: rows ?? settings.SANDBOX_PERSON_COUNT, port: settings.SANDBOX_PORT, postgres: rows === null },
  });
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    // What hangs must not keep the process: the database has its own watchdog.
    setTimeout(() => process.exit(0), STOP_TIMEOUT_MS).unref();
    void starting.then((running) => running.stop()).then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (settings.SANDBOX_OUTPUT === 'json') endWithParent(end);

  const sandbox = await starting;
  if (settings.SANDBOX_TRUTH !== undefined) await writeFile(settings.SANDBOX_TRUTH, `${JSON.stringify(sandbox.world.truth, null, 1)}\n`);
  if (sandbox.postgresFault !== null) console.error(`${sandbox.postgresFault}. Going on without the billing database.`);
  const canaries = Object.entries(canariesOf(sandbox.world)).filter(([name]) => name.replace('_CANARY', '_URL') in sandbox.env);
  const env = { ...sandbox.env, ...Object.fromEntries(canaries), ...webhookSecretsOf(sandbox) };
  const ready = { ready: true, env, try: trialOf(sandbox.world, rows !== null) };
  console.log(settings.SANDBOX_OUTPUT === 'json' ? JSON.stringify(ready) : toText(ready.env, ready.try));
}

/** What to try first: a customer, of the user's own people the first one, a segment that has members, and where people work. */
function trialOf(world: World, own: boolean): Trial | null {
  const segment = world.marketing.profiles.find(({ segmentIds }) => segmentIds.length > 0)?.segmentIds[0];
  const audience = segment === undefined ? null : `klaviyo:segment:${segment}`;
  const organization = organisationToTry(world);
  if (!own) return { ...FIRST_CUSTOMER, audience, organization };
  const contact = world.crm.contacts[0];
  if (contact === undefined) return null;
  const name = [contact.firstName, contact.lastName].filter((part) => part !== null).join(' ');
  return { id: `hubspot:contact:${contact.id}`, name, email: contact.email, phone: contact.phone, audience, organization };
}

function toText(env: Record<string, string>, trial: Trial | null): string {
  const lines = Object.entries(env).map(([name, value]) => `export ${name}='${value}'`);
  const known =
    trial === null ? [] : ['', `# A customer to try: ${[trial.name, trial.id, trial.email, trial.phone].filter(Boolean).join(' · ')}`];
  return ['# The sandbox is running; Ctrl-C ends it. For the gateway, in another terminal:', ...lines, ...known].join('\n');
}

/** Whatever becomes of the parent, we do not stay behind. */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), PARENT_CHECK_MS).unref();
  process.on('disconnect', end);
  // A pipe ends with its other end; anything else (a terminal, /dev/null, a closed one) says nothing about the parent.
  try {
    const input = fstatSync(0);
    if (input.isFIFO() || input.isSocket()) process.stdin.on('end', end).on('error', end).resume();
  } catch {
    return;
  }
}

main().catch((error: unknown) => {
  const message = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
  console.error(`The sandbox could not start: ${message}`);
  process.exit(1);
});
