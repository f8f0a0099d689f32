// An API key as text: `cg_<id>_<secret>`. The id is public and finds the row; the secret is 256 random bits that only the holder has.
// What is stored proves a secret and does not tell it: an HMAC with the secret as its key, over tenant and id, so that a row that is
// copied to another tenant or id proves nothing there.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Short, and easy to find for those who look for keys that were published by mistake. */
export const PREFIX = 'cg_';

const SHAPE = /^cg_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

/** The text of a new key is shown once; `verifier` is what may be kept. */
export function makeKey(tenant: string): { id: string; text: string; verifier: Buffer } {
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { id, text: `${PREFIX}${id}_${secret}`, verifier: verifierOf(tenant, id, secret) };
}

/** The two parts; null = not the shape of a key. */
export function partsOf(text: string): { id: string; secret: string } | null {
  const [, id, secret] = SHAPE.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** In a time that does not depend on where they differ. */
export function fits(tenant: string, id: string, secret: string, verifier: Buffer): boolean {
  return timingSafeEqual(verifierOf(tenant, id, secret), verifier);
}

function verifierOf(tenant: string, id: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`customer-graph API key\n${tenant}\n${id}`).digest();
}
