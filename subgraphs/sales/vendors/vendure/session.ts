// The session of an administrator: got by one log-in for all, and got anew when Vendure says that it is over.
import { z } from 'zod';
import { UpstreamError } from '../../../../platform/errors';
import type { HttpClient } from '../../../../platform/http/client';
import { createSession, type Session } from '../../../../platform/http/session';

const LOGIN = `
  mutation LogIn($username: String!, $password: String!) {
    login(username: $username, password: $password) { __typename }
  }`;

const Answer = z.object({ data: z.object({ login: z.object({ __typename: z.string() }) }).nullish() });
const Refusal = z.object({ errors: z.array(z.object({ extensions: z.object({ code: z.string().optional() }).optional() })) });

/** "The default expiration is 1 year", and a shop may set less; the token is in this header. https://docs.vendure.io/guides/core-concepts/auth/ */
const TOKEN_HEADER = 'vendure-auth-token';

export interface Credentials {
  username: string;
  password: string;
}

/** `current` answers whom to log in as; `http` has no session of its own. The log-in rejects with UPSTREAM_DENIED where Vendure knows no such administrator. */
export function vendureSession(source: string, http: HttpClient, current: () => Credentials): Session {
  return createSession({
    async login(call) {
      const { body, headers } = await http.send({
        method: 'POST',
        path: '',
        body: { query: LOGIN, variables: current() },
        reply: Answer,
        call,
      });
      const answer = body.data?.login.__typename;
      // Anything else is one of the refusals of `NativeAuthenticationResult`, or an error beside the data.
      if (answer !== 'CurrentUser') throw denied(source, answer ?? 'no answer to a log-in');
      const token = headers[TOKEN_HEADER];
      // A shop that gives cookies alone is set up for browsers.
      if (token === undefined || token === '') throw denied(source, `no ${TOKEN_HEADER}: authOptions.tokenMethod lacks bearer`);
      return { authorization: `Bearer ${token}` };
    },
    isRefusal: (_status, body) => isForbidden(body),
  });
}

/** Vendure refuses with status 200, and words a session that is over like rights that are missing. */
function isForbidden(body: unknown): boolean {
  return Refusal.safeParse(body).data?.errors.some(({ extensions }) => extensions?.code === 'FORBIDDEN') === true;
}

function denied(source: string, reason: string): UpstreamError {
  return new UpstreamError(source, 'UPSTREAM_DENIED', { cause: new Error(reason) });
}
