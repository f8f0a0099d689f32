// How a request is refused for who brings it: one error with a status, a code that clients match, and nothing about the reason, which
// would help those who try things out. The reason is for the log.
import { GraphQLError } from 'graphql';
import { HeaderMap } from '@apollo/server';

export type RefusalCode =
  /** No credentials, or none that are accepted. */
  | 'UNAUTHENTICATED'
  /** Credentials cannot be checked now, whatever they are: try again. */
  | 'AUTHENTICATION_UNAVAILABLE'
  /** A header about the caller that cannot be read. */
  | 'BAD_USER_INPUT';

/** Thrown while a caller is found out; `reason` holds no part of the credentials. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly reason: string,
    /** Of `WWW-Authenticate`, as RFC 6750 wants it; left out where no credentials were brought. */
    readonly challenge?: 'invalid_token' | 'invalid_request',
  ) {
    super(message);
  }
}

/** No credentials, where some are needed. */
export const noCredentials = (): Refusal =>
  new Refusal('UNAUTHENTICATED', 'Sign in: send an access token or an API key as `authorization: Bearer …`.', 'no credentials');

/** Credentials that are not accepted. */
export const badCredentials = (reason: string): Refusal =>
  new Refusal('UNAUTHENTICATED', 'These credentials are not accepted.', reason, 'invalid_token');

/** Credentials of which nobody can tell at present. */
export const cannotTell = (reason: string): Refusal =>
  new Refusal('AUTHENTICATION_UNAVAILABLE', 'Credentials cannot be checked at the moment. Try again shortly.', reason);

const STATUS: Record<RefusalCode, number> = { UNAUTHENTICATED: 401, AUTHENTICATION_UNAVAILABLE: 503, BAD_USER_INPUT: 400 };

/** What the client is told. */
export function toGraphQLError({ code, message, challenge }: Refusal, requestId: string): GraphQLError {
  const headers = new HeaderMap();
  const detail = challenge === undefined ? '' : `, error="${challenge}"`;
  if (code === 'UNAUTHENTICATED') headers.set('www-authenticate', `Bearer realm="customer-graph"${detail}`);
  if (code === 'AUTHENTICATION_UNAVAILABLE') headers.set('retry-after', '5');
  return new GraphQLError(message, { extensions: { code, requestId, http: { status: STATUS[code], headers } } });
}
