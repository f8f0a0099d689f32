// What the explorer's tests serve it from: a server like the gateway with a small schema, which notes who asked with which credential, and
// another's server of the protocol for subscriptions.
import { ApolloServer } from '@apollo/server';
import fastifyApollo from '@as-integrations/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import { buildSchema, parse } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { explorerPlugin } from '../../../gateway/explorer/plugin';
import type { Question } from '../../../gateway/explorer/questions';

const typeDefs = `#graphql
  "Somebody who buys."
  type Customer { id: ID! displayName: String }
  type Query { customer(phone: String!): Customer customers(ids: [ID!]!): [Customer]! }
  type Subscription { customerChanged(id: ID!): Customer }
`;

export const questions: Question[] = [
  {
    name: 'WhoIsCalling',
    title: 'Who is calling?',
    query: '# Who is calling?\nquery WhoIsCalling($phone: String!) {\n  customer(phone: $phone) {\n    id\n    displayName\n  }\n}\n',
    variables: { phone: '+49 30 901820' },
  },
  {
    name: 'TheseCustomers',
    title: 'Who are these?',
    query: 'query TheseCustomers($ids: [ID!]!) {\n  customers(ids: $ids) {\n    displayName\n  }\n}\n',
    variables: { ids: ['crm:contact:1', 'crm:contact:2'] },
  },
];

export interface ExploredServer {
  app: FastifyInstance;
  /** What came as `authorization`, in order, by what was asked; emptied by whoever likes. */
  credentials: [operation: string, authorization: string | undefined][];
  /** Connections of subscribers that ended, so far. */
  leftEvents(): number;
  /** Makes the next event of every subscription that waits. */
  nextChange(): void;
}

/** Does not listen yet; the caller closes `app`. */
export async function createExploredServer(): Promise<ExploredServer> {
  const credentials: ExploredServer['credentials'] = [];
  let leftEvents = 0;
  let nextChange: () => void = () => undefined;

  async function* changesOf(id: string): AsyncGenerator<object> {
    for (let change = 1; change <= 2; change += 1) {
      yield { customerChanged: { id, displayName: `Change ${change}` } };
      await new Promise<void>((resolve) => (nextChange = resolve));
    }
  }

  const server = Fastify();
  const apollo = new ApolloServer({
    typeDefs,
    resolvers: {
      Query: {
        customer: (_root: unknown, { phone }: { phone: string }) => ({ id: 'crm:contact:1', displayName: `Caller from ${phone}` }),
        customers: (_root: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id, displayName: `Customer ${id}` })),
      },
    },
    plugins: [
      {
        requestDidStart: async ({ request }) => ({
          didResolveOperation: async () => {
            const what = request.http?.headers.get('x-customer-graph-explain') === 'on' ? 'plan' : (request.operationName ?? '');
            credentials.push([what, request.http?.headers.get('authorization')]);
          },
          willSendResponse: async ({ response }) => {
            if (request.http?.headers.get('x-customer-graph-explain') === 'on' && response.body.kind === 'single') {
              response.body.singleResult.extensions = { customerGraph: { planner: 'apollo', plan: planOf(request.operationName) } };
              return;
            }
            if (request.http?.headers.get('x-customer-graph-report') !== 'on' || response.body.kind !== 'single') return;
            const sources = { hubspot: { state: 'ok', ms: 41.27, calls: 2, cacheHits: 1 }, stripe: { state: 'late', ms: 3000, calls: 1 } };
            response.body.singleResult.extensions = { customerGraph: { ms: 57.4, sources } };
          },
        }),
      },
    ],
  });
  await apollo.start();
  await server.register(fastifyApollo(apollo), { path: '/graphql' });
  await server.register(explorerPlugin, { questions, graphqlPath: '/graphql' });
  // Another's server of the protocol. Of customer 0 no events are passed on.
  const stream = createHandler({
    schema: buildSchema(typeDefs),
    onSubscribe(request, { query, variables }) {
      if (query.includes('"0"')) return [null, { status: 404, statusText: 'Not Found' }];
      credentials.push(['events', request.raw.headers.authorization]);
      request.raw.raw.socket.once('close', () => (leftEvents += 1));
      return {
        ...{ schema: buildSchema(typeDefs), document: parse(query), variableValues: variables ?? null, contextValue: undefined },
        rootValue: { customerChanged: ({ id }: { id: string }) => changesOf(id) },
      };
    },
  });
  server.post('/graphql/stream', (request, reply) => stream(request, reply));
  return { app: server, credentials, leftEvents: () => leftEvents, nextChange: () => nextChange() };
}

/** As the gateway explains. */
function planOf(operationName: string | undefined): object[] {
  const common = { subgraph: 'crm', at: 'customer', onlyIf: [] };
  const read = { source: 'hubspot', vendor: 'hubspot', callsAtLeast: 1 };
  return [
    { ...common, id: 1, subgraph: 'customer', at: '', asks: `# ${operationName ?? ''}`, after: [], reads: [] },
    {
      ...{ ...common, id: 2, asks: 'crm { opportunities { nodes { id } } }', after: [1] },
      reads: [
        { ...read, read: 'find', cacheMode: 'links', keptSeconds: null },
        { ...read, read: 'deals', cacheMode: 'full', keptSeconds: 60 },
        { ...read, read: 'owners', callsAtLeast: 0, cacheMode: 'off', keptSeconds: null },
      ],
    },
    { ...common, id: 3, subgraph: 'elsewhere', asks: 'weather', after: [1, 2], onlyIf: ['$v'], reads: null },
  ];
}
