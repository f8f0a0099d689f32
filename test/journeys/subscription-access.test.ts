// Who may be told of changes, and until when: tokens that end, keys that are taken back, nobody, and rights that are missing.
import { createKey, revokeKey } from '../../platform/state/api-keys/change';
import { createSignIn } from '../support/sign-in';
import { listenByStream, listenOn, socketClient, type Listening } from '../support/subscribing';
import { until } from '../support/until';
import { ADA, startWatchedGraph, type WatchedGraph } from '../support/watched-graph';

jest.setTimeout(60_000);

const QUESTION = `subscription { customerChanged(id: "${ADA}") { id support { openTickets } crm { lifecycleStage } } }`;
const { settings: tokens, bearer } = createSignIn();

let watched: WatchedGraph;
beforeAll(async () => {
  watched = await startWatchedGraph({ ...tokens, AUTH: 'jwt,keys', ANONYMOUS: 'allow' });
});
afterAll(() => watched.close());

describe.each(['graphql-ws', 'graphql-sse'] as const)('over %s', (transport) => {
  const ends: (() => void)[] = [];
  afterEach(() => ends.splice(0).forEach((end) => end()));

  const closed: number[] = [];

  function listen(headers: Record<string, string>): Listening {
    closed.length = 0;
    const client = socketClient(watched.graph.url, headers, (code) => void closed.push(code));
    const listening =
      transport === 'graphql-ws' ? listenOn(client, { query: QUESTION }) : listenByStream(watched.graph.url, { query: QUESTION }, headers);
    ends.push(listening.stop, () => void client.dispose());
    return listening;
  }

  /** Milliseconds until it has ended, and as it should. */
  async function ended(listening: Listening): Promise<number> {
    const ms = await until(() => listening.ended !== undefined, 6_000);
    if (transport === 'graphql-ws') expect(closed).toEqual([4401]);
    return ms;
  }

  it('ends within a second of its token, whether anything happens or not', async () => {
    const headers = await bearer('customer:read', {}, 4);
    const endsAt = Date.now() + 4_000;
    const listening = listen(headers);
    await listening.after(1);
    await ended(listening);
    const lateMs = Date.now() - endsAt;
    // Tokens tell time in whole seconds.
    expect(lateMs).toBeGreaterThan(-1_100);
    expect(lateMs).toBeLessThan(1_000);
    expect(await watched.measure('subscription_connections')).toBe(0);
  });

  it('ends within a second of the revocation of its key', async () => {
    const key = await watched.database.use((session) =>
      createKey(session, 'default', { name: 'watcher', scopes: ['customer:read'], policies: [], expiresAt: null }),
    );
    const headers = { 'x-api-key': key.text };
    await until(async () => (await watched.graph.ask('{ __typename }', {}, headers)).status === 200, 3_000);
    const listening = listen(headers);
    await listening.after(1);
    await watched.database.use((session) => revokeKey(session, 'default', key.id));
    expect(await ended(listening)).toBeLessThan(1_500);
  });

  it('nobody is told who brings no credentials, or wrong ones, though anonymous callers may ask', async () => {
    expect((await watched.graph.ask('{ __typename }')).status).toBe(200);
    for (const headers of [{}, { authorization: 'Bearer nonsense' }]) {
      const listening = listen(headers);
      await ended(listening);
      expect(listening.received).toEqual([]);
    }
    expect(await watched.measure('subscriptions')).toBe(0);
  });

  it('a field whose right is missing is null, with its error, in every answer', async () => {
    const listening = listen(await bearer('support:read'));
    const expected = {
      data: { customerChanged: { id: ADA, support: { openTickets: expect.any(Number) }, crm: null } },
      errors: [{ path: ['customerChanged', 'crm'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    };
    expect(await listening.after(1)).toMatchObject(expected);
    await watched.announce(ADA, 1);
    expect(await listening.after(2)).toMatchObject(expected);
  });
});
