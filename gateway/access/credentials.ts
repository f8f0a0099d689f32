// What a client brings to say who it is, taken from its headers and not yet believed.
import { badCredentials, Refusal } from './refusal';

export type Credentials = { kind: 'none' } | { kind: 'token' | 'key'; text: string };

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const LONGEST = 8_192;

/** API keys begin with it, and no token does. */
export const KEY_PREFIX = 'cg_';

/** @throws Refusal where they have no shape that could be accepted. */
export function credentialsIn(headers: Headers): Credentials {
  const { authorization, 'x-api-key': apiKey } = headers;
  if (authorization === undefined && apiKey === undefined) return { kind: 'none' };
  if (authorization !== undefined && apiKey !== undefined) throw badCredentials('two kinds of credentials');
  if (apiKey !== undefined) return { kind: 'key', text: typeof apiKey === 'string' ? apiKey : '' };
  const text = typeof authorization === 'string' ? BEARER.exec(authorization)?.[1] : undefined;
  if (text === undefined || text.length > LONGEST) throw badCredentials('an authorization header of another shape');
  return { kind: text.startsWith(KEY_PREFIX) ? 'key' : 'token', text };
}

const PURPOSE = /^[A-Za-z0-9][A-Za-z0-9 .,:;_/#()+-]{0,119}$/;

/** Why personal data is asked for; null = not said. @throws Refusal where it is not a few plain words. */
export function purposeIn({ 'x-purpose': given }: Headers): string | null {
  const purpose = typeof given === 'string' ? given.trim() : given;
  if (purpose === undefined || purpose === '') return null;
  if (typeof purpose === 'string' && PURPOSE.test(purpose)) return purpose;
  const message =
    'x-purpose takes up to 120 plain characters, such as "support case 4711": letters, digits, spaces and . , : ; _ / # ( ) + -';
  throw new Refusal('BAD_USER_INPUT', message, 'a purpose of another shape');
}
