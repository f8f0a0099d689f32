// The public keys by which tokens are checked. From a URL they are fetched no more often than the cooldown says, whoever asks for which
// key, and the last ones that were had are used for as long as no newer ones come.
import type { CryptoKey, JWSHeaderParameters } from 'jose' with { 'resolution-mode': 'import' };
import type { Log } from '../../platform/log';
import { cannotTell } from './refusal';
import { keySet, type KeySet, type TokenSettings } from './token-settings';

type FindKey = (header: JWSHeaderParameters) => Promise<CryptoKey>;

export interface KeySource {
  /** The key that a token's header names. Rejects with a Refusal where nobody can tell, and with the library's error where there is none. */
  find: FindKey;
  /** For people who look at /health. */
  state(): string;
}

/** Keys are asked for again after this, in the background: one that was taken away stops counting. */
const FRESH_MS = 10 * 60_000;
const FETCH_WITHIN_MS = 3_000;
const MOST_BYTES = 512 * 1024;
/** Until there are keys nobody can sign in at all: they are asked for more often. */
const FIRST_COOLDOWN_MS = 1_000;

/** The first fetch begins at once, and nothing waits for it. `now` is a monotonic clock in ms. */
export async function createKeySource(
  { keys, cooldownMs }: Pick<TokenSettings, 'keys' | 'cooldownMs'>,
  log: Log,
  now: () => number = () => performance.now(),
): Promise<KeySource> {
  const { createLocalJWKSet, errors } = await import('jose');

  function finderOf(set: KeySet): FindKey {
    const find = createLocalJWKSet(set);
    if (set.keys.some(({ kid }) => kid !== undefined)) return (header) => find(header);
    // A key without a name fits a token that gives one.
    return ({ kid: _, ...header }) => find(header);
  }

  if ('given' in keys) return { find: finderOf(keys.given), state: () => 'signing keys are known' };

  const { url } = keys;
  let current: { find: FindKey; fetchedAt: number } | null = null;
  let failed = false;
  let triedAt = -Infinity;
  let underWay: Promise<void> | null = null;

  /** Resolves when nothing newer will come for now. */
  function refresh(): Promise<void> {
    if (underWay !== null) return underWay;
    if (now() - triedAt < (current === null ? Math.min(cooldownMs, FIRST_COOLDOWN_MS) : cooldownMs)) return Promise.resolve();
    triedAt = now();
    underWay = fetchKeys(url)
      .then((set) => {
        current = { find: finderOf(set), fetchedAt: now() };
        failed = false;
      })
      .catch((error: unknown) => {
        failed = true;
        log.warn('the keys that access tokens are checked by cannot be fetched: the last known ones are used', { cause: nameOf(error) });
      })
      .finally(() => (underWay = null));
    return underWay;
  }

  void refresh();
  return {
    async find(header) {
      if (current === null) await refresh();
      const known = current;
      if (known === null) throw cannotTell('the signing keys were never had');
      if (now() - known.fetchedAt > FRESH_MS) void refresh();
      try {
        return await known.find(header);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        await refresh();
        const newer = current;
        if (newer !== null && newer !== known) return newer.find(header);
        // It may be a new one, of which we could not learn.
        if (failed) throw cannotTell('a key that is not known, and the signing keys cannot be fetched');
        throw error;
      }
    },
    state: () => (current === null ? 'signing keys were never had' : failed ? 'signing keys cannot be renewed' : 'signing keys are known'),
  };
}

async function fetchKeys(url: string): Promise<KeySet> {
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(FETCH_WITHIN_MS),
  });
  if (response.status !== 200) throw new KeysFault(`HTTP ${response.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new KeysFault('more than half a megabyte');
  }
  const parsed = keySet.safeParse(parseJson(Buffer.concat(chunks).toString('utf8')));
  if (!parsed.success) throw new KeysFault('no key set');
  // Shared secrets are no public keys, whoever put them there.
  const keys = parsed.data.keys.filter(({ kty }) => kty !== 'oct');
  if (keys.length === 0) throw new KeysFault('a key set without a key');
  return { keys };
}

class KeysFault extends Error {}

/** For the log: neither an address nor a body. */
function nameOf(error: unknown): string {
  if (error instanceof KeysFault) return error.message;
  return error instanceof DOMException && error.name === 'TimeoutError' ? 'no answer in time' : 'no connection';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
