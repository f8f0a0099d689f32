// One subgraph behind HTTP: GraphQL over POST, and nothing a browser could be tricked into sending.
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { endConnectionsOnClose } from '../platform/kept-alive';
import { createPatience } from '../platform/request/patience';
import type { RunningSubgraph } from '../platform/subgraph/subgraph';

const MAX_BODY_BYTES = 16 * 1024 * 1024;

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** Not listening yet. The subgraph stays the caller's to close. */
export function serveSubgraph(subgraph: RunningSubgraph): FastifyInstance {
  const server = Fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: 'idle' });
  endConnectionsOnClose(server);
  server.get('/health', () => ({ status: 'UP' }));
  server.post('/graphql', async (request, reply) => {
    const parsed = body.safeParse(request.body);
    if (!parsed.success) {
      return reply.code(400).send({ errors: [{ message: 'The body is no GraphQL request.', extensions: { code: 'BAD_REQUEST' } }] });
    }
    const { query, variables, operationName } = parsed.data;
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
    );
    // Who asks has no other way to say that nobody waits any more than to close the connection.
    const patience = createPatience();
    reply.raw.once('close', () => (reply.raw.writableFinished ? patience.release() : patience.end()));
    return subgraph.execute({
      ...{ query, variables: variables ?? {}, headers, patience },
      ...(operationName == null ? {} : { operationName }),
    });
  });
  return server;
}
