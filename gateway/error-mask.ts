// What of an error reaches a client: a message meant for it, its path, a stable code, the domain it cost. Everything else (stack,
// address, body, the text of an unexpected error) stays here.
import type { GraphQLFormattedError } from 'graphql';

/** Extensions that may leave, beside `code`: `candidates` are record ids, `source` and `domain` configured names, `requestId` the log's. */
const ALLOWED = ['source', 'candidates', 'requestId'] as const;

const INTERNAL = 'INTERNAL_SERVER_ERROR';

/** Codes of errors whose text nobody meant for a client: bugs, and what somebody else's subgraph says without a code. */
const MASKED = new Map([
  [INTERNAL, 'Something went wrong on our side.'],
  ['DOWNSTREAM_SERVICE_ERROR', 'A part of the graph could not answer.'],
]);

/** Makes the shown error of a formatted one. */
export function maskError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const given = formatted.extensions ?? {};
  const code = typeof given['code'] === 'string' ? given['code'] : INTERNAL;
  const domain = given['serviceName'];
  const extensions: Record<string, unknown> = { code };
  if (typeof domain === 'string') extensions['domain'] = domain;
  for (const name of ALLOWED) if (given[name] !== undefined) extensions[name] = given[name];
  return {
    message: MASKED.get(code) ?? formatted.message,
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    extensions,
  };
}
