// How a request is refused before anything is done for it: a code that clients can tell apart, the HTTP status, what to do instead.
import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';

export interface Refusal {
  code: string;
  /** For people: what was too much, and what there is. Nothing of the request is repeated. */
  message: string;
  /** 400 where it is left out. */
  status?: number;
  /** Seconds after which the same request may be sent again. */
  retryAfterSeconds?: number;
}

/** The error that Apollo Server answers with, whichever of its phases it is thrown in. */
export function refusalOf({ code, message, status = 400, retryAfterSeconds }: Refusal): GraphQLError {
  const headers = new HeaderMap();
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds))));
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } });
}
