// The operator's secret behind the audit trail: AUDIT_KEY, else one of our own in a file of the data folder, for one machine.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { EnvReader } from '../../env';
import { StateFault } from '../fault';
import { createAuditKeys, type AuditKeys } from './keys';

const SETTINGS = z.object({
  NODE_ENV: z.string().default('development'),
  AUDIT_KEY: z.string().min(32, 'must be at least 32 characters that nobody guesses').optional(),
});

/** Where the keys come from; the first call may read or make a file. Throws StateFault where there is none to be had. */
export type AuditKeySource = (mayMake: boolean) => AuditKeys;

/** Notes its faults in `env`. In production the key is the operator's: one that lies on one machine is no other's. */
export function readAuditKey(env: EnvReader, dataFolder: string): AuditKeySource {
  const { AUDIT_KEY: given, NODE_ENV: environment } = env.read(SETTINGS) ?? { NODE_ENV: '' };
  if (given === undefined && environment === 'production') {
    env.fault('AUDIT_KEY: is required with NODE_ENV=production where access to personal data is recorded (AUDIT=off to do without)');
  }
  let keys: AuditKeys | undefined;
  return (mayMake) => (keys ??= createAuditKeys(given ?? secretIn(dataFolder, mayMake)));
}

function secretIn(dataFolder: string, mayMake: boolean): string {
  const file = join(dataFolder, 'audit.key');
  try {
    if (mayMake && !existsSync(file)) {
      // Its rights are those that our own PostgreSQL needs; the file has its own.
      mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
      // The first of several processes makes it.
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    }
  } catch (error) {
    if (!existsSync(file)) throw new StateFault('the key of the audit trail cannot be made: set AUDIT_KEY', { cause: error });
  }
  const secret = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (secret.length < 32) throw new StateFault('there is no key of the audit trail: set AUDIT_KEY as the gateway has it');
  return secret;
}
