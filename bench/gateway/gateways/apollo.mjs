// Stock Apollo Server with stock Apollo Gateway, as its documentation starts them; with `pool` as the argument, the same with the
// smallest data source that keeps connections alive. Neither is ours.
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Pool } from 'undici';

const ID_HEADER = 'x-request-id';

class StockSource extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    request.http.headers.set(ID_HEADER, context.id ?? '');
  }
}

class PoolSource {
  constructor(url) {
    const { origin, pathname } = new URL(url);
    this.pool = new Pool(origin, { connections: 128 });
    this.path = pathname;
  }

  async process({ request: { query, variables, operationName }, context }) {
    const { statusCode, body } = await this.pool.request({
      method: 'POST',
      path: this.path,
      headers: { 'content-type': 'application/json', accept: 'application/json', [ID_HEADER]: context.id ?? '' },
      body: JSON.stringify({ query, variables, operationName }),
    });
    if (statusCode !== 200) throw new Error(`HTTP ${statusCode}`);
    return JSON.parse(await body.text());
  }
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(process.env.SUPERGRAPH ?? '', 'utf8'),
  buildService: ({ url = '' }) => (process.argv[2] === 'pool' ? new PoolSource(url) : new StockSource({ url })),
});

await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { host: '127.0.0.1', port: Number(process.env.PORT) },
  context: async ({ req }) => ({ id: String(req.headers[ID_HEADER] ?? '') }),
});
