// How what a run needs of a person's data rests in the database until the run has ended: encrypted, and bound to the run. The key is the
// operator's (PROCESS_KEYS), or for one machine a file of the data folder. It encrypts nothing else.
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createEnvelope } from '../../platform/cache/envelope';
import { parseCacheKeys, type CacheSecret } from '../../platform/cache/keys';
import type { EnvReader } from '../../platform/env';
import { StateFault } from '../../platform/state/fault';

export interface Seal {
  /** JSON, sealed for exactly this name. */
  seal(name: string, value: unknown): Buffer;
  /** What was sealed; throws StateFault where it was sealed for another name, or by a key that is not known here. */
  open(name: string, sealed: Buffer): unknown;
  /** The same for the same value under the same key: `<key id>:<HMAC>`. */
  fingerprint(value: unknown): string;
  /** Was it made of this value? Undefined where it was made under a key that is not known here. */
  isOf(fingerprint: string, value: unknown): boolean | undefined;
}

const SETTINGS = z.object({
  NODE_ENV: z.string().default('development'),
  PROCESS_KEYS: z.string().optional(),
});

/** Notes its faults in `env`. The first use may make the file; throws StateFault where there is no key to be had. */
export function readSeal(env: EnvReader, dataFolder: string): () => Seal {
  const { PROCESS_KEYS: given, NODE_ENV: environment } = env.read(SETTINGS) ?? { NODE_ENV: '' };
  if (given === undefined && environment === 'production') {
    env.fault('PROCESS_KEYS: is required with NODE_ENV=production and PROCESSES=on: id:base64 of 32 random bytes, the same everywhere');
  }
  const parsed = given === undefined ? undefined : parseCacheKeys(given);
  for (const fault of parsed?.faults ?? []) env.fault(fault.replace('CACHE_KEYS', 'PROCESS_KEYS'));
  let seal: Seal | undefined;
  return () => (seal ??= createSeal(parsed?.secrets ?? keyIn(dataFolder)));
}

/** The first key seals, all open. At least one. */
export function createSeal(secrets: readonly CacheSecret[]): Seal {
  const envelope = createEnvelope(secrets);
  const digest = (secret: CacheSecret, value: unknown): string =>
    createHmac('sha256', secret.nameKey).update(JSON.stringify(value)).digest('base64url');
  return {
    seal: (name, value) => envelope.seal(name, Buffer.from(JSON.stringify(value))),
    open(name, sealed) {
      const text = envelope.open(name, sealed);
      if (text === undefined) throw new StateFault('what a run needs was sealed with a key that is not among PROCESS_KEYS');
      const value: unknown = JSON.parse(text.toString('utf8'));
      return value;
    },
    fingerprint(value) {
      const [first] = secrets;
      if (first === undefined) throw new Error('a seal needs a key');
      return `${first.id}:${digest(first, value)}`;
    },
    isOf(fingerprint, value) {
      const secret = secrets.find(({ id }) => fingerprint.startsWith(`${id}:`));
      return secret === undefined ? undefined : fingerprint === `${secret.id}:${digest(secret, value)}`;
    },
  };
}

function keyIn(dataFolder: string): CacheSecret[] {
  const file = join(dataFolder, 'process.key');
  try {
    if (!existsSync(file)) {
      // Its rights are those that our own PostgreSQL needs; the file has its own.
      mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
      // The first of several processes makes it.
      writeFileSync(file, `local:${randomBytes(32).toString('base64')}`, { mode: 0o600, flag: 'wx' });
    }
  } catch (error) {
    if (!existsSync(file)) throw new StateFault('the key of processes cannot be made: set PROCESS_KEYS', { cause: error });
  }
  const { secrets, faults } = parseCacheKeys(readFileSync(file, 'utf8').trim());
  if (faults.length > 0) throw new StateFault('the file with the key of processes is damaged: set PROCESS_KEYS');
  return secrets;
}
