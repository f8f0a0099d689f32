// What an operator says of access tokens: who issues them, for whom they are meant, and by which keys they are checked.
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { EnvReader } from '../../platform/env';

/** Asymmetric ones alone: whoever may check a token must not be able to make one, and no public key can be taken for a shared one. */
export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const;

/** A set of public keys as RFC 7517 writes it; what the keys hold is for the library. */
export const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().exactOptional() })) });
export type KeySet = z.infer<typeof keySet>;

export interface TokenSettings {
  issuers: readonly string[];
  audiences: readonly string[];
  algorithms: readonly (typeof ALGORITHMS)[number][];
  /** Where the keys are: fetched and kept fresh, or given once. */
  keys: { url: string } | { given: KeySet };
  /** At least so long between two fetches of the keys. */
  cooldownMs: number;
  policiesClaim: string;
  /** A token with this claim, of this value, is a service's. */
  serviceClaim: { name: string; value: string } | undefined;
}

const words = z.string().transform((text) => text.split(',').map((word) => word.trim()).filter((word) => word !== '')); // prettier-ignore

const SETTINGS = z.object({
  JWT_ISSUER: words,
  JWT_AUDIENCE: words,
  JWT_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
  JWT_PUBLIC_KEY: z.string().optional(),
  JWT_ALGORITHMS: z
    .string()
    .default('RS256,ES256,EdDSA')
    .pipe(words)
    .pipe(z.array(z.enum(ALGORITHMS)).min(1)),
  JWT_COOLDOWN_SECONDS: z.coerce.number().min(0).max(3_600).default(30),
  JWT_POLICIES_CLAIM: z.string().default('policies'),
  JWT_SERVICE_CLAIM: z
    .string()
    .regex(/^[^=]+=.+$/, 'names a claim and its value, such as gty=client-credentials')
    .optional(),
});

/** Only to be asked where tokens are taken. undefined when something was wrong: `env` knows what. */
export function readTokenSettings(env: EnvReader): TokenSettings | undefined {
  const given = env.read(SETTINGS);
  if (given === undefined) return undefined;
  const keys = keysOf(env, given);
  if (keys === undefined) return undefined;
  const [name = '', ...value] = given.JWT_SERVICE_CLAIM?.split('=') ?? [];
  return {
    issuers: given.JWT_ISSUER,
    audiences: given.JWT_AUDIENCE,
    algorithms: given.JWT_ALGORITHMS,
    keys,
    cooldownMs: given.JWT_COOLDOWN_SECONDS * 1_000,
    policiesClaim: given.JWT_POLICIES_CLAIM,
    serviceClaim: name === '' ? undefined : { name, value: value.join('=') },
  };
}

function keysOf(env: EnvReader, { JWT_JWKS_URL: url, JWT_PUBLIC_KEY: text }: z.infer<typeof SETTINGS>): TokenSettings['keys'] | undefined {
  if ((url === undefined) === (text === undefined)) {
    env.fault('JWT_JWKS_URL, JWT_PUBLIC_KEY: exactly one of them says by which keys tokens are checked');
    return undefined;
  }
  if (url !== undefined) return { url };
  const given = toKeySet(text ?? '');
  if (given !== null) return { given };
  env.fault('JWT_PUBLIC_KEY: takes a public key as PEM, a JWK or a JWKS as JSON, or the path of a file that holds one');
  return undefined;
}

function toKeySet(textOrPath: string): KeySet | null {
  try {
    const text = /^\s*(-----BEGIN|\{)/.test(textOrPath) ? textOrPath : readFileSync(textOrPath, 'utf8');
    if (!text.trimStart().startsWith('{')) return keySet.parse({ keys: [publicJwk(text)] });
    const json: unknown = JSON.parse(text);
    const keys = keySet.safeParse(json).data?.keys ?? [json];
    // Also tells a private key, or one that several people share, from a public one.
    return keySet.parse({ keys: keys.map((key) => ({ ...z.looseObject({}).parse(key), ...publicJwk(key) })) });
  } catch {
    return null;
  }
}

/** @throws where it is no public key. */
function publicJwk(key: unknown): Record<string, unknown> {
  const isPrivate = typeof key === 'string' ? key.includes('PRIVATE KEY') : typeof key === 'object' && key !== null && 'd' in key;
  if (isPrivate) throw new TypeError('a private key');
  const { kty, ...rest } = createPublicKey(
    typeof key === 'string' ? key : { key: z.looseObject({ kty: z.string() }).parse(key), format: 'jwk' },
  ).export({ format: 'jwk' });
  return { kty, ...rest };
}
