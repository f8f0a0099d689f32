// Who asks: from a request's headers to a caller, or to a refusal. The door of the gateway; what a caller may then see is decided
// elsewhere, with the caller in the request's context.
import type { IncomingHttpHeaders } from 'node:http';
import type { Log } from '../../platform/log';
import { ANONYMOUS, EVERYBODY, type Caller } from '../../platform/request/caller';
import type { ApiKeys } from '../../platform/state/api-keys/port';
import { credentialsIn, purposeIn, type Credentials } from './credentials';
import { createKeySource } from './key-source';
import { badCredentials, cannotTell, noCredentials, Refusal, toGraphQLError } from './refusal';
import type { AccessSettings } from './settings';
import { createTokenCheck } from './tokens';

export interface Access {
  /** Rejects with a GraphQLError that says how to answer; the reason is logged under the request's id. */
  callerOf(headers: IncomingHttpHeaders, requestId: string): Promise<Caller>;
  /** Epoch ms at which these credentials end, by their own word; null = they name no end. Rejects like `callerOf`, without a line in the log. */
  endOf(headers: IncomingHttpHeaders): Promise<number | null>;
  /** For people who look at /health. */
  details(): Record<string, string>;
  close(): Promise<void>;
}

/** `openKeys` is asked where API keys are taken; they are closed with it. */
export async function createAccess(settings: AccessSettings, log: Log, openKeys: () => ApiKeys): Promise<Access> {
  const { tokens, apiKeys, withoutCredentials } = settings;
  const isOpen = tokens === undefined && !apiKeys;
  const source = tokens === undefined ? undefined : await createKeySource(tokens, log);
  const check = tokens === undefined || source === undefined ? undefined : await createTokenCheck(tokens, source);
  const keys = apiKeys ? openKeys() : undefined;

  async function holderOf(text: string): Promise<Caller> {
    if (keys === undefined) throw badCredentials('an API key, where none are taken');
    const known = await keys.current();
    if (known === null) throw cannotTell('the API keys were never read');
    const holder = known.holderOf(text);
    if (typeof holder === 'string') throw badCredentials(`an API key that is ${holder}`);
    const { id, scopes, policies } = holder;
    return { ...ANONYMOUS, kind: 'service', subject: id, scopes, policies };
  }

  function identify(credentials: Credentials): Caller | Promise<Caller> {
    if (credentials.kind === 'key') return holderOf(credentials.text);
    if (credentials.kind === 'token') {
      if (check === undefined) throw badCredentials('an access token, where none are taken');
      return check.callerOf(credentials.text);
    }
    if (withoutCredentials === 'refused') throw noCredentials();
    return withoutCredentials === 'everybody' ? EVERYBODY : ANONYMOUS;
  }

  return {
    async callerOf(headers, requestId) {
      try {
        // Where nobody signs in, credentials are somebody else's business.
        const caller = await identify(isOpen ? { kind: 'none' } : credentialsIn(headers));
        const purpose = purposeIn(headers);
        return purpose === null ? caller : { ...caller, purpose };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        log.warn('a request was refused', { requestId, code: error.code, cause: error.reason });
        throw toGraphQLError(error, requestId);
      }
    },
    async endOf(headers) {
      const credentials = isOpen ? undefined : credentialsIn(headers);
      return credentials?.kind === 'token' && check !== undefined ? check.endOf(credentials.text) : null;
    },
    details: () => ({
      access: isOpen ? 'nobody signs in' : 'credentials are checked',
      ...(source === undefined ? {} : { tokens: source.state() }),
      ...(keys === undefined ? {} : { apiKeys: keys.state() }),
    }),
    async close() {
      await keys?.close();
    },
  };
}
