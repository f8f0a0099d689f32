// What an operator says of who may ask: AUTH, and what becomes of those who bring no credentials. A fault here stops the start.
import { z } from 'zod';
import type { EnvReader } from '../../platform/env';
import { readTokenSettings, type TokenSettings } from './token-settings';

export interface AccessSettings {
  /** undefined = access tokens are not taken. */
  tokens: TokenSettings | undefined;
  apiKeys: boolean;
  /** What becomes of a request without credentials. */
  withoutCredentials: 'refused' | 'anonymous' | 'everybody';
}

const SETTINGS = z.object({
  NODE_ENV: z.string().default('development'),
  AUTH: z
    .string()
    .regex(/^\s*(none|jwt|keys|jwt\s*,\s*keys|keys\s*,\s*jwt)\s*$/, 'must be none, jwt, keys, or jwt,keys')
    .optional(),
  /** Whether those without credentials are answered too, with what the schema leaves open. */
  ANONYMOUS: z.enum(['allow', 'refuse']).default('refuse'),
});

/**
 * `foreign` = the graph is somebody else's: without a word about AUTH its callers are anonymous and never refused, so that what its
 * schema protects stays protected. undefined when something was wrong: `env` knows what.
 */
export function readAccessSettings(env: EnvReader, foreign: boolean): AccessSettings | undefined {
  const settings = env.read(SETTINGS);
  if (settings === undefined) return undefined;
  const { AUTH = '', ANONYMOUS: anonymous, NODE_ENV: environment } = settings;
  if (AUTH === '' && !foreign && environment === 'production') {
    env.fault(
      'AUTH: is required with NODE_ENV=production: jwt, keys, or both; none where something in front of the gateway signs people in',
    );
    return undefined;
  }
  if (AUTH === '' || AUTH.trim() === 'none') {
    return { tokens: undefined, apiKeys: false, withoutCredentials: foreign ? 'anonymous' : 'everybody' };
  }
  const tokens = AUTH.includes('jwt') ? readTokenSettings(env) : undefined;
  if (AUTH.includes('jwt') && tokens === undefined) return undefined;
  return { tokens, apiKeys: AUTH.includes('keys'), withoutCredentials: anonymous === 'allow' ? 'anonymous' : 'refused' };
}
