// Logging in to Salesforce: by the client-credentials flow or the JWT bearer flow, whichever is configured. Whoever needs the token
// shares it (platform/http/session.ts); this file gets a new one.
import { sign } from 'node:crypto';
import { z } from 'zod';
import { UpstreamError } from '../../../../platform/errors';
import type { HttpClient } from '../../../../platform/http/client';
import type { Call } from '../../../../platform/http/call';
import type { SalesforceSettings } from './settings';

/** Assertions may run for three minutes at most: one of them is left for a clock that goes ahead of Salesforce's. */
const ASSERTION_SECONDS = 120;

const Granted = z.object({ access_token: z.string().min(1) });
const Refused = z.object({ error: z.string() });

/** Makes the log-in of a source, by the settings that are then `current`; `http` has no session. A refusal is `UPSTREAM_DENIED`; its cause names Salesforce's code for it. */
export function loginWith(
  source: string,
  http: HttpClient,
  current: () => SalesforceSettings,
): (call: Call) => Promise<Record<string, string>> {
  return async (call) => {
    // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm
    // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm; at most 3,600 log-ins of one user an hour.
    const { body } = await http.send({
      method: 'POST',
      path: '/services/oauth2/token',
      form: toForm(current(), Date.now()),
      reply: z.union([Granted, Refused]),
      accept: [400],
      call,
    });
    if ('access_token' in body) return { authorization: `Bearer ${body.access_token}` };
    throw new UpstreamError(source, 'UPSTREAM_DENIED', { cause: new Error(`log-in: ${body.error}`) });
  };
}

function toForm(settings: SalesforceSettings, now: number): Record<string, string> {
  const { CLIENT_ID, CLIENT_SECRET, USERNAME = '', PRIVATE_KEY = '' } = settings;
  if (CLIENT_SECRET !== undefined) return { grant_type: 'client_credentials', client_id: CLIENT_ID, client_secret: CLIENT_SECRET };
  const claims = { iss: CLIENT_ID, sub: USERNAME, aud: toAudience(settings.URL), exp: Math.floor(now / 1_000) + ASSERTION_SECONDS };
  const unsigned = [{ alg: 'RS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = sign('RSA-SHA256', Buffer.from(unsigned), PRIVATE_KEY).toString('base64url');
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: `${unsigned}.${signature}` };
}

/** Who an assertion is for: Salesforce's log-in server of production or of sandboxes, elsewhere the address itself. */
export function toAudience(url: string): string {
  const { hostname, origin } = new URL(url);
  if (!hostname.endsWith('.salesforce.com')) return origin;
  return hostname.endsWith('.sandbox.my.salesforce.com') ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}
