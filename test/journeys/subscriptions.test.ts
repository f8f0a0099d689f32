// A client hears of a customer's changes, on both transports and with real clients: what it is answered is what the same question is
// answered over HTTP, and after a lost connection it has the state as it is.
import { ask } from '../support/ask';
import { listenByStream, listenOn, socketClient, type Listening, type Question } from '../support/subscribing';
import { until } from '../support/until';
import { ADA, startWatchedGraph, type WatchedGraph } from '../support/watched-graph';

jest.setTimeout(60_000);

const QUESTION = 'subscription ($id: ID!) { customerChanged(id: $id) { id displayName } }';

let watched: WatchedGraph;
beforeAll(async () => {
  watched = await startWatchedGraph();
});
afterAll(() => watched.close());

/** What a question of several subgraphs has: names, fragments, variables that steer and variables that nothing needs. */
const whole = (kind: 'query' | 'subscription', root: string): string => `
  ${kind} Watch($id: ID!, $first: Int!, $with: Boolean!, $without: Boolean!) { ...Root }
  fragment Root on ${kind === 'query' ? 'Query' : 'Subscription'} { customer: ${root}(id: $id) { ...Person again: id id } }
  fragment Person on Customer {
    name: displayName
    mail: emails
    crm { ...Crm }
    support @include(if: $with) { openTickets few: tickets(first: $first) { nodes { subject } } more: tickets(first: 5) { nodes { id } } }
    marketing @skip(if: $without) { lastEngagedAt }
    ... on Customer { sales { orderCount orders(first: $first) { nodes { number status } } } billing { invoices(first: $first) { nodes { id } } } }
    completeness { domain state error }
  }
  fragment Crm on CrmView { owner { name } lifecycleStage }`;

describe.each(['graphql-ws', 'graphql-sse'] as const)('over %s', (transport) => {
  const listenings: Listening[] = [];
  const clients: { dispose(): void | Promise<void>; terminate(): void }[] = [];

  function listen(question: Question, retryAttempts = 0): Listening {
    const { url } = watched.graph;
    if (transport === 'graphql-sse') {
      listenings.push(listenByStream(url, question));
    } else {
      const client = socketClient(url, {}, () => undefined, retryAttempts);
      clients.push(client);
      listenings.push(listenOn(client, question));
    }
    const listening = listenings.at(-1);
    if (listening === undefined) throw new Error('nobody listens');
    return listening;
  }

  afterEach(async () => {
    for (const listening of listenings.splice(0)) listening.stop();
    for (const client of clients.splice(0)) await client.dispose();
    watched.sandbox.zendesk.faults.clear();
    // Under another name the shop's record is not surely hers.
    await watched.rename('Ada');
  });

  it('a client hears the state as it is, and the new one after a change', async () => {
    const listening = listen({ query: QUESTION, variables: { id: ADA } });
    const first = await listening.after(1);
    expect(first).toEqual({ data: { customerChanged: { id: ADA, displayName: expect.any(String) } } });
    await watched.rename(`Adah ${transport}`);
    await watched.hint(ADA);
    expect(await listening.after(2)).toEqual({ data: { customerChanged: { id: ADA, displayName: `Adah ${transport} Mensah` } } });
  });

  it.each(['whole', 'partial'])('an answer is that of the same query over HTTP: %s', async (state) => {
    if (state === 'partial') watched.sandbox.zendesk.faults.set({ mode: 'dead' });
    const variables = { id: ADA, first: 2, with: true, without: true };
    const { data, errors, extensions } = await ask<{ customer: { sales: object } }>(watched.graph.url, {
      query: whole('query', 'customer'),
      variables,
    });
    expect(data.customer.sales).toMatchObject({ orderCount: expect.any(Number) });
    expect(errors?.map(({ path }) => path)).toEqual(state === 'partial' ? [['customer', 'support']] : undefined);
    const received = await listen({ query: whole('subscription', 'customerChanged'), variables, operationName: 'Watch' }).after(1);
    // To the letter, the order of fields too; where a field stands in the client's own document is its own business.
    const shown = (given: { data?: unknown; errors?: readonly object[]; extensions?: unknown }): string =>
      JSON.stringify([given.data, given.errors?.map((error) => ({ ...error, locations: null })), given.extensions]);
    expect(shown(received)).toBe(shown({ data, ...(errors === undefined ? {} : { errors }), extensions }));
  });

  it('a stream goes on after an answer with errors', async () => {
    watched.sandbox.zendesk.faults.set({ mode: 'dead' });
    const listening = listen({ query: `subscription { customerChanged(id: "${ADA}") { id support { openTickets } } }` });
    expect(await listening.after(1)).toMatchObject({ data: { customerChanged: { id: ADA, support: null } }, errors: [{}] });
    watched.sandbox.zendesk.faults.clear();
    await watched.announce(ADA, 1);
    expect(await listening.after(2)).toEqual({ data: { customerChanged: { id: ADA, support: { openTickets: expect.any(Number) } } } });
  });

  it('after a lost connection the first answer is the state as it is, whether anybody was told or not', async () => {
    const name = `Adah back on ${transport}`;
    let listening = listen({ query: QUESTION, variables: { id: ADA } }, 1);
    await listening.after(1);
    await watched.rename(name);
    // The client of sockets comes again by itself.
    const [client] = clients;
    if (client !== undefined) client.terminate();
    else {
      listening.stop();
      listening = listen({ query: QUESTION, variables: { id: ADA } });
    }
    const answer = await listening.after(client === undefined ? 1 : 2);
    expect(answer).toEqual({ data: { customerChanged: { id: ADA, displayName: `${name} Mensah` } } });
  });

  it('what is wrong with a document is said, and nothing is held for it', async () => {
    const listening = listen({ query: 'subscription { customerChanged(id: "x") { nothing } }' });
    await until(() => listening.ended !== undefined, 5_000);
    // One protocol has a message for it, the other an answer.
    expect(JSON.stringify([listening.ended, listening.received])).toContain('Cannot query field');
    expect(await watched.measure('subscriptions')).toBe(0);
  });
});
