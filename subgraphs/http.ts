// One subgraph behind HTTP: GraphQL and forwarded webhooks over POST, and nothing a browser could be tricked into sending. Where the deployment has a secret,
// only what a gateway of it has signed is read at all.
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { endConnectionsOnClose } from '../platform/kept-alive';
import type { SeenAnywhere } from '../platform/link/seen-anywhere';
import { createVerifier, type SigningSecrets } from '../platform/link/signature';
import type { Log } from '../platform/log';
import { EVERYBODY } from '../platform/request/caller';
import { inFlight } from '../platform/request/in-flight';
import { CALLER_HEADER, toCallerText } from '../platform/request/caller-header';
import { createPatience } from '../platform/request/patience';
import type { RunningSubgraph } from '../platform/subgraph/subgraph';
import { fromEnvelope } from '../platform/webhooks/envelope';
import type { WebhookDesk } from '../platform/webhooks/message';

const MAX_BODY_BYTES = 16 * 1024 * 1024;

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export interface ServeOptions {
  /** undefined = everybody who reaches the port is answered, as the caller they say they are: for one machine alone. */
  signing: SigningSecrets | undefined;
  /** What the other processes have seen of what is signed; undefined = each knows its own alone. */
  seenAnywhere: SeenAnywhere | undefined;
  log: Log;
  /** Takes webhooks that a gateway forwards; left out = this process holds no source that has any. */
  webhooks?: WebhookDesk | undefined;
}

/** Not listening yet. The subgraph stays the caller's to close. */
export function serveSubgraph(subgraph: RunningSubgraph, { signing, seenAnywhere, log, webhooks }: ServeOptions): FastifyInstance {
  const server = Fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: 'idle' });
  const verify = signing === undefined ? undefined : createVerifier(signing, { anywhere: seenAnywhere });
  endConnectionsOnClose(server);
  server.get('/health', () => ({ status: 'UP' }));

  // Of Fastify's own two, the one for plain text.
  server.removeContentTypeParser('text/plain');
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, raw, done) => {
    if (verify === undefined) return parseJson(request, raw.toString('utf8'), done);
    const { method = '', url = '' } = request.raw;
    return void verify({ method, path: url, body: raw, headers: request.headers }).then((fault) => {
      if (fault === null) return parseJson(request, raw.toString('utf8'), done);
      log.warn('a request to a subgraph was refused', { subgraph: subgraph.name, cause: fault });
      return done(new NotSigned());
    });
  });

  server.post('/graphql', async (request, reply) => {
    // Without a body nothing was parsed, and nothing verified.
    if (verify !== undefined && request.body === undefined) throw new NotSigned();
    const parsed = body.safeParse(request.body);
    if (!parsed.success) {
      return reply.code(400).send({ errors: [{ message: 'The body is no GraphQL request.', extensions: { code: 'BAD_REQUEST' } }] });
    }
    const { query, variables, operationName } = parsed.data;
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
    );
    if (verify === undefined) headers[CALLER_HEADER] ??= toCallerText(EVERYBODY);
    // Who asks has no other way to say that nobody waits any more than to close the connection.
    const patience = createPatience();
    if (reply.raw.destroyed) patience.end();
    else reply.raw.once('close', () => (reply.raw.writableFinished ? patience.release() : patience.end()));
    const fetch = { query, variables: variables ?? {}, headers, patience, ...(operationName == null ? {} : { operationName }) };
    return inFlight.during(() => subgraph.execute(fetch));
  });
  if (webhooks !== undefined) {
    server.post('/webhooks', async (request) => {
      if (verify !== undefined && request.body === undefined) throw new NotSigned();
      return { sources: await webhooks.sources() };
    });
    server.post<{ Params: { source: string } }>('/webhooks/:source', async (request, reply) => {
      if (verify !== undefined && request.body === undefined) throw new NotSigned();
      const webhook = fromEnvelope(request.body);
      return webhook === null ? reply.code(400).send({ status: 400 }) : webhooks.receive(request.params.source, webhook);
    });
  }
  return server;
}

/** No GraphQL answer, so that the gateway takes it for what it is: a subgraph that refuses it. */
class NotSigned extends Error {
  readonly statusCode = 401;

  constructor() {
    super('This subgraph answers its own gateways alone.');
  }
}
