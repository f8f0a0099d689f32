// `npm run keys -- create|list|revoke|rotate`: the API keys by which services sign in. A key is shown once, on stdout and alone there,
// when it is made; words for people go to stderr.
import { parseArgs } from 'node:util';
import { createEnvReader } from '../platform/env';
import { InputError, StateError } from '../platform/errors';
import { createKey, listKeys, revokeKey, rotateKey, type ListedKey, type MadeKey } from '../platform/state/api-keys/change';
import { openStateDatabase } from '../platform/state/open';
import type { Session } from '../platform/state/session';
import { readStateSettings } from '../platform/state/settings';
import { readTenant } from '../platform/tenant';
import { wordsForPeople } from './words';

const USAGE = `Usage: npm run -s keys -- create <name> [--scopes a,b] [--policies a,b] [--expires 90d|12h|never]
       npm run -s keys -- list
       npm run -s keys -- revoke <id>
       npm run -s keys -- rotate <id> [--overlap 24h]`;

const NAME = /^[\w .,:/-]{1,80}$/;
const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;

/** In ms; null = `never`. */
function toDuration(text: string, option: string): number | null {
  if (text === 'never') return null;
  const [, amount = '', unit = ''] = /^(\d{1,5})([dhm])$/.exec(text) ?? [];
  if (unit !== 'd' && unit !== 'h' && unit !== 'm') throw new Error(`--${option} takes a time such as 90d, 12h or 30m`);
  return Number(amount) * UNITS[unit];
}

function toWords(text: string): string[] {
  return [...new Set(text.split(',').map((word) => word.trim()))].filter((word) => word !== '');
}

function show({ id, text, expiresAt }: MadeKey, ...more: string[]): void {
  process.stdout.write(`${text}\n`);
  const ends = expiresAt === null ? 'It does not expire.' : `It expires at ${expiresAt.toISOString()}.`;
  process.stderr.write(['', `API key ${id}. This is the only time it is shown. ${ends}`, ...more, ''].join('\n'));
}

function lineOf({ id, name, scopes, policies, createdAt, expiresAt, revokedAt }: ListedKey): string {
  const state = revokedAt !== null ? 'revoked' : expiresAt !== null && expiresAt.getTime() <= Date.now() ? 'expired' : 'counts';
  const ends = revokedAt ?? expiresAt;
  return [id, state, ends?.toISOString() ?? 'never', createdAt.toISOString(), scopes.join(','), policies.join(','), name].join('\t');
}

/** What to do, once the command line has been understood. */
function readCommand(args: string[]): (session: Session, tenant: string) => Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { scopes: { type: 'string' }, policies: { type: 'string' }, expires: { type: 'string' }, overlap: { type: 'string' } },
  });
  const [what, subject, ...more] = positionals;
  if (more.length > 0 || (what !== 'list' && subject === undefined)) throw new Error(USAGE);
  if (what === 'create' && subject !== undefined) {
    if (!NAME.test(subject)) throw new Error('A name is up to 80 letters, digits, spaces and . , : / _ -');
    const lifeMs = toDuration(values.expires ?? '90d', 'expires');
    const [scopes, policies] = [toWords(values.scopes ?? ''), toWords(values.policies ?? '')];
    return async (session, tenant) => {
      const expiresAt = lifeMs === null ? null : new Date(Date.now() + lifeMs);
      show(await createKey(session, tenant, { name: subject, scopes, policies, expiresAt }));
    };
  }
  if (what === 'list' && subject === undefined) {
    return async (session, tenant) => {
      const lines = (await listKeys(session, tenant)).map(lineOf);
      process.stdout.write([['id', 'state', 'until', 'created', 'scopes', 'policies', 'name'].join('\t'), ...lines, ''].join('\n'));
    };
  }
  if (what === 'revoke' && subject !== undefined) {
    return async (session, tenant) => {
      await revokeKey(session, tenant, subject);
      process.stderr.write('Revoked: every process refuses it within a second.\n');
    };
  }
  if (what === 'rotate' && subject !== undefined) {
    const overlap = values.overlap ?? '24h';
    const overlapMs = toDuration(overlap, 'overlap');
    if (overlapMs === null) throw new Error('--overlap takes a time such as 24h; without an end there is nothing to rotate');
    return async (session, tenant) => {
      show(await rotateKey(session, tenant, subject, overlapMs), `The old one, ${subject}, counts for ${overlap} more.`);
    };
  }
  throw new Error(USAGE);
}

async function main(): Promise<void> {
  const work = readCommand(process.argv.slice(2));
  const env = createEnvReader();
  const settings = readStateSettings(env);
  const tenant = readTenant(env);
  env.check();
  const database = openStateDatabase(settings);
  try {
    const session = await database.connect({ queryTimeoutMs: 10_000 });
    try {
      await work(session, tenant);
    } catch (error) {
      throw error instanceof InputError ? error : new StateError({ cause: error });
    } finally {
      await session.end();
    }
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${wordsForPeople(error)}\n`);
  process.exitCode = 1;
});
