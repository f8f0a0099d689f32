// Is a webhook proven? Works off the vendor's table (scheme.ts) on the raw bytes, in constant time, within a window of time, for any of
// the secrets that count now.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookRequest } from './message';
import type { AddressScheme, SignatureScheme, WebhookScheme } from './scheme';

/** How old, or how far ahead, a signature may be. */
export const WINDOW_MS = 5 * 60_000;
/** More signatures in one header than this are nobody's way to change a secret. */
const MOST_SIGNATURES = 8;

/** null = proven; else why not, in words for the log. */
export type Verdict = 'not signed' | 'signed at another time' | 'not signed with our secret, or altered' | null;

/** Any of the schemes, with any of the secrets, is enough. */
export function createWebhookVerifier(
  schemes: readonly WebhookScheme[],
  secretsNow: () => readonly string[],
  now: () => number = Date.now,
): (request: WebhookRequest) => Verdict {
  return (request) => {
    const secrets = secretsNow();
    let verdict: Verdict = 'not signed';
    for (const scheme of schemes) {
      const own = scheme.kind === 'address' ? verdictOfAddress(scheme, request, secrets) : verdictOf(scheme, request, secrets, now());
      if (own === null) return null;
      if (verdict === 'not signed') verdict = own;
    }
    return verdict;
  };
}

function verdictOf(scheme: SignatureScheme, request: WebhookRequest, secrets: readonly string[], now: number): Verdict {
  const header = request.headers[scheme.header];
  const time = scheme.time === null ? '' : scheme.time.of(request);
  if (header === undefined || time === undefined) return 'not signed';
  const given = (scheme.signatures?.(header) ?? [header]).slice(0, MOST_SIGNATURES).map((text) => Buffer.from(text, scheme.encoding));
  const isOurs = secrets.some((secret) => {
    const right = digestOf(scheme, scheme.signed(request, time, secret), secret);
    // All of them, so that the time it takes does not tell which one fits.
    return given.filter((claimed) => claimed.length === right.length && timingSafeEqual(claimed, right)).length > 0;
  });
  if (!isOurs) return 'not signed with our secret, or altered';
  if (scheme.time === null) return null;
  const signedAt = scheme.time.unit === 'date' ? Date.parse(time) : Number(time) * (scheme.time.unit === 's' ? 1_000 : 1);
  return Math.abs(signedAt - now) <= WINDOW_MS ? null : 'signed at another time';
}

function digestOf({ algorithm, key }: SignatureScheme, pieces: readonly (string | Buffer)[], secret: string): Buffer {
  const hash =
    algorithm === 'sha256'
      ? createHash('sha256')
      : createHmac(algorithm === 'hmac-sha1' ? 'sha1' : 'sha256', key?.(secret) ?? Buffer.from(secret, 'utf8'));
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}

function verdictOfAddress({ parameter }: AddressScheme, { url }: WebhookRequest, secrets: readonly string[]): Verdict {
  const given = URL.canParse(url) ? new URL(url).searchParams.get(parameter) : null;
  if (given === null) return 'not signed';
  // Hashes are of one length, whatever was sent.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return secrets.some((secret) => timingSafeEqual(digest(given), digest(secret))) ? null : 'not signed with our secret, or altered';
}
