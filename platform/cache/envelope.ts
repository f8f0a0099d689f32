// How a value rests in Redis: encrypted, and bound to the name it was stored under. Called by redis.ts alone; what stays in this
// process's memory is not sealed.
//
//   1 byte version | 1 byte length of key id | key id | 12 bytes IV | ciphertext | 16 bytes tag
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { CacheSecret } from './keys';

export interface Envelope {
  /** Seals with the first secret under a random IV, so the same text never gives the same bytes twice. */
  seal(name: string, plaintext: Buffer): Buffer;
  /** `undefined` for anything not sealed for exactly this name by a known secret: moved, truncated, garbage, another version. Never throws. */
  open(name: string, sealed: Buffer): Buffer | undefined;
}

/** Counted up when the layout here or that of an encoded entry changes: older values are then misses. */
const version = 1;
const ivBytes = 12;
const tagBytes = 16;
const algorithm = 'aes-256-gcm';

/** `secrets` in the order of `CACHE_KEYS`, at least one: the first encrypts, all decrypt. */
export function createEnvelope(secrets: readonly CacheSecret[]): Envelope {
  const [first] = secrets;
  if (!first) throw new Error('an envelope needs at least one secret');
  const sealingKey = first.valueKey;
  const id = Buffer.from(first.id, 'latin1');
  const header = Buffer.concat([Buffer.from([version, id.length]), id]);
  const secretsById = new Map(secrets.map((secret) => [secret.id, secret]));

  function seal(name: string, plaintext: Buffer): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, sealingKey, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(name));
    return Buffer.concat([header, iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  }

  function open(name: string, sealed: Buffer): Buffer | undefined {
    const ivStart = 2 + (sealed[1] ?? 0);
    const textStart = ivStart + ivBytes;
    const textEnd = sealed.length - tagBytes;
    if (sealed[0] !== version || textEnd < textStart) return undefined;
    const secret = secretsById.get(sealed.toString('latin1', 2, ivStart));
    if (!secret) return undefined;
    try {
      const decipher = createDecipheriv(algorithm, secret.valueKey, sealed.subarray(ivStart, textStart), { authTagLength: tagBytes })
        .setAAD(Buffer.from(name))
        .setAuthTag(sealed.subarray(textEnd));
      return Buffer.concat([decipher.update(sealed.subarray(textStart, textEnd)), decipher.final()]);
    } catch {
      return undefined;
    }
  }

  return { seal, open };
}
