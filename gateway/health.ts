// What an orchestrator asks. `ready` means: the supergraph is loaded and the process is not stopping. A business system that is
// down is no reason to take the gateway away, since it still answers with everything else.
import type { FastifyInstance } from 'fastify';

export interface Health {
  /** From now on `ready` is refused, so that balancers look elsewhere before the process ends. */
  drain(): void;
  register(app: FastifyInstance): void;
}

/** `details` go into the answer of /health, for people. */
export function createHealth(details: () => Record<string, string>): Health {
  let draining = false;
  return {
    drain: () => void (draining = true),
    register(app) {
      app.get('/health/live', () => ({ status: 'UP' }));
      for (const path of ['/health', '/health/ready']) {
        app.get(path, (_, reply) =>
          reply.code(draining ? 503 : 200).send({ status: draining ? 'DOWN' : 'UP', ...(path === '/health' ? details() : {}) }),
        );
      }
    },
  };
}
