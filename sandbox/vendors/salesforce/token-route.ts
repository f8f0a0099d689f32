// Logging in: POST /services/oauth2/token with the client-credentials flow or the JWT bearer flow.
// https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm
// https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm
import { verify } from 'node:crypto';
import { z } from 'zod';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import { oauthError } from './errors';
import { ORG_ID, type Sessions } from './sessions';

/** The external client app that callers log in through. */
export interface ClientApp {
  clientId: string;
  clientSecret: string;
  /** Who has been approved for it in advance. */
  username: string;
  /** PEM; the public key of the certificate that was uploaded. */
  publicKey(): string;
}

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** "The expiration time of the assertion within 3 minutes". */
const LONGEST_ASSERTION_SECONDS = 180;
const AUDIENCES = ['https://login.salesforce.com', 'https://test.salesforce.com'];

const form = z.record(z.string(), z.string()).catch({});
const header = z.looseObject({ alg: z.literal('RS256') });
const claims = z.looseObject({ iss: z.string(), sub: z.string(), aud: z.string(), exp: z.coerce.number() });

export function createTokenRoute(app: ClientApp, sessions: Sessions): Route {
  return {
    method: 'POST',
    path: '/services/oauth2/token',
    handle(request) {
      const fields = form.parse(request.body);
      const refused =
        fields['grant_type'] === 'client_credentials'
          ? refuseClient(fields, app)
          : fields['grant_type'] === JWT_BEARER
            ? refuseAssertion(fields['assertion'] ?? '', app, request.origin)
            : oauthError('unsupported_grant_type', 'grant type not supported');
      return refused ?? granted(sessions.open(), request);
    },
  };
}

function granted(token: string, { origin }: VendorRequest): VendorAnswer {
  const id = `${origin}/id/${ORG_ID}/0055g0000000001AAA`;
  return {
    status: 200,
    body: { access_token: token, scope: 'api', instance_url: origin, id, token_type: 'Bearer', issued_at: String(Date.now()) },
  };
}

function refuseClient(fields: Record<string, string>, { clientId, clientSecret }: ClientApp): VendorAnswer | null {
  if (fields['client_id'] !== clientId) return oauthError('invalid_client_id', 'client identifier invalid');
  return fields['client_secret'] === clientSecret ? null : oauthError('invalid_client', 'invalid client credentials');
}

function refuseAssertion(assertion: string, app: ClientApp, origin: string): VendorAnswer | null {
  const [head = '', body = '', signature = '', ...more] = assertion.split('.');
  const told = claims.safeParse(fromBase64(body));
  if (!header.safeParse(fromBase64(head)).success || !told.success || more.length > 0) {
    return oauthError('invalid_grant', 'invalid assertion');
  }
  const { iss, sub, aud, exp } = told.data;
  if (iss !== app.clientId) return oauthError('invalid_client_id', 'client identifier invalid');
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${body}`), app.publicKey(), Buffer.from(signature, 'base64url'))) {
    return oauthError('invalid_grant', 'invalid assertion');
  }
  // Salesforce's own address, or that of the org's My Domain.
  if (![...AUDIENCES, origin].includes(aud)) return oauthError('invalid_grant', 'audience is invalid');
  const leftSeconds = exp - Date.now() / 1_000;
  if (leftSeconds <= 0) return oauthError('invalid_grant', 'expired authorization code');
  if (leftSeconds > LONGEST_ASSERTION_SECONDS) return oauthError('invalid_grant', 'invalid expiration');
  return sub === app.username ? null : oauthError('invalid_grant', "user hasn't approved this consumer");
}

function fromBase64(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
