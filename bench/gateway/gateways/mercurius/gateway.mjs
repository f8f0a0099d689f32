// Mercurius's gateway with jit. It reads the subgraphs' SDL from themselves rather than from a supergraph file.
import mercuriusGateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';

const ID_HEADER = 'x-request-id';

const subgraphs = JSON.parse(process.env.SUBGRAPHS ?? '{}');

const app = Fastify();
await app.register(mercuriusGateway, {
  jit: 1,
  gateway: {
    services: Object.entries(subgraphs).map(([name, url]) => ({
      name,
      url,
      connections: 128,
      rewriteHeaders: (headers) => ({ [ID_HEADER]: String(headers?.[ID_HEADER] ?? '') }),
    })),
  },
});
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
