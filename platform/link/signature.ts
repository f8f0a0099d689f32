// Proof that a fetch comes from somebody who knows this deployment's secret, as it stands and for the first time: HMAC-SHA256 over
// method, path, body, time, a number used once, and the headers that frame the request, its caller among them. Written by remote.ts,
// checked by the subgraph's HTTP side before it reads the body. In one process nothing is signed.
import { createHmac, createSecretKey, hash, randomUUID, timingSafeEqual, type KeyObject } from 'node:crypto';
import { READS_HEADER } from '../exchange/reads';
import { CALLER_HEADER } from '../request/caller-header';
import type { SeenAnywhere } from './seen-anywhere';
import { createSeenOnce } from './seen-once';

/** The header's name; its value is `v1 <epoch ms> <nonce> <hmac>`. */
export const SIGNATURE_HEADER = 'x-signature';

/** How far the clocks of two machines may be apart. */
const WINDOW_MS = 5 * 60_000;
/**
 * What was signed before a process began may have been answered by the one before it, whose memory of it is lost. Clocks that are
 * kept by somebody are closer than this.
 */
const BEFORE_START_MS = 5_000;

/** What changes the meaning of a request; a header that is not there counts as an empty one. */
const SIGNED_HEADERS = ['x-request-id', 'x-request-scope', 'x-deadline-ms', 'x-asked-subgraphs', READS_HEADER, CALLER_HEADER];

const SHAPE = /^v1 (\d{13}) ([\w-]{1,64}) ([\w-]{43})$/;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface SignedParts {
  method: string;
  /** With the query. */
  path: string;
  body: string | Buffer;
  headers: Headers;
}

export interface SigningSecrets {
  /** The first one signs, all are accepted: a new one is put in front, and the old one taken away when everybody has the new one. */
  secrets: readonly [string, ...string[]];
  /** Two tenants that share a secret by mistake still refuse each other. */
  tenant: string;
}

/** The header that proves the request. */
export function createSigner({ secrets: [secret], tenant }: SigningSecrets, now: () => number = Date.now): (parts: SignedParts) => string {
  const key = keyOf(secret, tenant);
  return (parts) => {
    const start = `v1 ${now()} ${randomUUID()}`;
    return `${start} ${hmacOf(key, start, parts).toString('base64url')}`;
  };
}

export interface VerifierOptions {
  now?: () => number;
  mostSeen?: number;
  /** Left out = this process's memory alone says what was seen before. */
  anywhere?: SeenAnywhere | undefined;
}

/** null = signed, in time, and seen for the first time; else why not, in words for the log. Never rejects. */
export function createVerifier(
  { secrets, tenant }: SigningSecrets,
  { now = Date.now, mostSeen = 200_000, anywhere }: VerifierOptions = {},
): (parts: SignedParts) => Promise<string | null> {
  const keys = secrets.map((secret) => keyOf(secret, tenant));
  const seen = createSeenOnce({ windowMs: WINDOW_MS, most: mostSeen, from: now() - BEFORE_START_MS });
  return async (parts) => {
    const given = parts.headers[SIGNATURE_HEADER];
    if (given === undefined) return 'not signed';
    const [, time = '', nonce = '', proof = ''] = (typeof given === 'string' ? SHAPE.exec(given) : null) ?? [];
    if (proof === '') return 'a signature of another shape';
    const start = `v1 ${time} ${nonce}`;
    const claimed = Buffer.from(proof, 'base64url');
    if (!keys.some((key) => timingSafeEqual(hmacOf(key, start, parts), claimed))) return 'not signed with this secret, or altered';
    const signedAt = Number(time);
    if (Math.abs(signedAt - now()) > WINDOW_MS) return 'signed at another time: are both clocks right?';
    // Last, so that nobody without the secret can fill the memory, or make Redis work; and Redis is not asked for what is known here.
    if (!seen.isNew(nonce, signedAt, now())) return 'seen before, or older than what is remembered';
    // Another process takes it for as long as its clock is behind this one.
    const keptForMs = signedAt + 2 * WINDOW_MS - now();
    return anywhere === undefined || (await anywhere.isNew(nonce, keptForMs)) ? null : 'seen before, by another process';
  };
}

function keyOf(secret: string, tenant: string): KeyObject {
  return createSecretKey(createHmac('sha256', secret).update(`customer-graph subgraph\n${tenant}`).digest());
}

function hmacOf(key: KeyObject, start: string, { method, path, body, headers }: SignedParts): Buffer {
  const framed = SIGNED_HEADERS.map((name) => String(headers[name] ?? '')).join('\n');
  // No part can hold a line break: neither a header nor a path may.
  return createHmac('sha256', key)
    .update(`${start}\n${method}\n${path}\n${hash('sha256', body, 'base64url')}\n${framed}`)
    .digest();
}
