// Who an access token says it is, once its signature, issuer, audience and times are right. What was found is remembered for half a
// minute at most and never past the token's end.
import { hash } from 'node:crypto';
import type { JWTPayload } from 'jose' with { 'resolution-mode': 'import' };
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { ANONYMOUS, type Caller } from '../../platform/request/caller';
import type { KeySource } from './key-source';
import { badCredentials, Refusal } from './refusal';
import type { TokenSettings } from './token-settings';

const SKEW_SECONDS = 30;
const REMEMBERED_MS = 30_000;
const MOST_REMEMBERED = 20_000;

const text = z.string().min(1).max(256);
/** As lists, or as words in one text. */
const wordList = z
  .union([z.array(z.string()), z.string()])
  .default([])
  .transform((given) => (typeof given === 'string' ? given.split(' ') : given).filter((word) => word !== ''));

const claims = z.looseObject({
  sub: text.optional(),
  client_id: text.optional(),
  azp: text.optional(),
  scope: wordList,
  scp: wordList,
});

export interface TokenCheck {
  /** Rejects with a Refusal. */
  callerOf(token: string): Caller | Promise<Caller>;
  /** Epoch ms at which the token says that it ends. Rejects with a Refusal. */
  endOf(token: string): Promise<number>;
}

/** `now` is epoch ms. */
export async function createTokenCheck(settings: TokenSettings, keys: KeySource, now: () => number = Date.now): Promise<TokenCheck> {
  const { errors, jwtVerify } = await import('jose');
  const { issuers, audiences, algorithms } = settings;
  const remembered = new LRUCache<string, { caller: Caller; until: number }>({ max: MOST_REMEMBERED });

  async function check(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, (header) => keys.find(header), {
        algorithms: [...algorithms],
        issuer: [...issuers],
        audience: [...audiences],
        requiredClaims: ['exp'],
        clockTolerance: SKEW_SECONDS,
        currentDate: new Date(now()),
      });
      return payload;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const claim = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired ? ` ${error.claim}` : '';
      throw badCredentials(error instanceof errors.JOSEError ? `${error.code}${claim}` : 'a token that cannot be read');
    }
  }

  return {
    endOf: async (token) => ((await check(token)).exp ?? 0) * 1_000,
    callerOf(token) {
      const name = hash('sha256', token, 'base64url');
      const known = remembered.get(name);
      if (known !== undefined && now() < known.until) return known.caller;
      return check(token).then((payload) => {
        const caller = toCaller(payload, settings);
        const until = Math.min(now() + REMEMBERED_MS, (payload.exp ?? 0) * 1_000);
        remembered.set(name, { caller, until });
        return caller;
      });
    },
  };
}

/** A token that was asked for by a program on its own behalf names the program as its subject (RFC 9068), or has none. */
function toCaller(payload: JWTPayload, { policiesClaim, serviceClaim }: TokenSettings): Caller {
  const parsed = claims.safeParse(payload);
  const policies = wordList.safeParse(payload[policiesClaim]);
  if (!parsed.success || !policies.success) throw badCredentials('claims of another shape');
  const { sub, client_id: client, azp, scope, scp } = parsed.data;
  const subject = sub ?? client ?? azp;
  if (subject === undefined) throw badCredentials('a token that names nobody');
  const isService = serviceClaim === undefined ? sub === undefined || sub === client : payload[serviceClaim.name] === serviceClaim.value;
  const scopes = [...new Set([...scope, ...scp])];
  return { ...ANONYMOUS, kind: isService ? 'service' : 'person', subject, scopes, policies: policies.data };
}
