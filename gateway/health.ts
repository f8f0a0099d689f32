// What an orchestrator asks. `ready` means: the supergraph is loaded and the process is not stopping. A business system that is
// down is no reason to take the gateway away, since it still answers with everything else.
import type { FastifyInstance } from 'fastify';
import type { BrokenLookup } from './broken-lookups';

export interface Health {
  /** From now on `ready` is refused, so that balancers look elsewhere before the process ends. */
  drain(): void;
  register(app: FastifyInstance): void;
}

/** `details` go into the answer of /health, and `brokenLookups` into that of /health/ready too: for people. Neither makes it fail. */
export function createHealth(details: () => Record<string, string>, brokenLookups: () => Promise<readonly BrokenLookup[]>): Health {
  let draining = false;
  return {
    drain: () => void (draining = true),
    register(app) {
      app.get('/health/live', () => ({ status: 'UP' }));
      for (const path of ['/health', '/health/ready']) {
        app.get(path, async (_, reply) => {
          const unsupported = await brokenLookups();
          return reply.code(draining ? 503 : 200).send({
            status: draining ? 'DOWN' : 'UP',
            ...(path === '/health' ? details() : {}),
            ...(unsupported.length === 0 ? {} : { unsupported }),
          });
        });
      }
    },
  };
}
