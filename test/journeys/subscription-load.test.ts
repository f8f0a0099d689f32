// Many changes, many watchers and many comings and goings: answers are few and shared, the last state arrives, and nothing stays behind.
import { setTimeout as pause } from 'node:timers/promises';
import { listenByStream, listenOn, socketClient, type Listening } from '../support/subscribing';
import { until } from '../support/until';
import { ADA, startWatchedGraph, type WatchedGraph } from '../support/watched-graph';

jest.setTimeout(120_000);

const QUESTION = { query: `subscription { customerChanged(id: "${ADA}") { displayName } }` };

let watched: WatchedGraph;
beforeAll(async () => {
  watched = await startWatchedGraph({ LIMIT_SOCKET_SUBSCRIPTIONS: '50' });
});
afterAll(() => watched.close());

const answers = () => watched.measure('subscription_answers_total');
const open = () => watched.measure('subscriptions');

describe.each(['graphql-ws', 'graphql-sse'] as const)('over %s', (transport) => {
  const ends: (() => void)[] = [];
  afterEach(async () => {
    ends.splice(0).forEach((end) => end());
    await until(async () => (await open()) === 0, 20_000);
    await watched.rename('Ada');
  });

  function listen(count: number): Listening[] {
    const { url } = watched.graph;
    const listenings: Listening[] = [];
    let client = socketClient(url);
    for (let n = 0; n < count; n += 1) {
      if (n % 50 === 0 && n > 0) client = socketClient(url);
      const own = client;
      const listening = transport === 'graphql-ws' ? listenOn(own, QUESTION) : listenByStream(url, QUESTION);
      listenings.push(listening);
      ends.push(listening.stop, () => void own.dispose());
    }
    return listenings;
  }

  it('a thousand changes in a second are ten answers at most, and the last state arrives', async () => {
    const [one] = listen(1);
    if (one === undefined) throw new Error('nobody listens');
    await one.after(1);
    const [before, made, start] = [one.received.length, await answers(), performance.now()];
    for (let round = 0; round < 100; round += 1) {
      await watched.announce(ADA, 10);
      if (round === 98) await watched.rename(`Adah last on ${transport}`);
      await pause(Math.max(0, (round + 1) * 10 - (performance.now() - start)));
    }
    const name = `Adah last on ${transport} Mensah`;
    await until(() => JSON.stringify(one.received.at(-1)).includes(name), 5_000);
    const mostAnswers = Math.ceil((performance.now() - start) / 100);
    expect(one.received.length - before).toBeGreaterThan(1);
    expect(one.received.length - before).toBeLessThanOrEqual(mostAnswers);
    expect((await answers()) - made).toBeLessThanOrEqual(mostAnswers);
  });

  it('sixty who watch one customer share the answers', async () => {
    const listenings = listen(60);
    await Promise.all(listenings.map((listening) => listening.after(1, 40_000)));
    const [made, calls] = [await answers(), watched.sandbox.hubspot.calls().length];
    const name = `Adah shared on ${transport}`;
    await watched.rename(name);
    await watched.announce(ADA, 1);
    await Promise.all(listenings.map((listening) => until(() => JSON.stringify(listening.received.at(-1)).includes(name), 40_000)));
    expect((await answers()) - made).toBeLessThanOrEqual(2);
    expect(watched.sandbox.hubspot.calls().length - calls).toBeLessThanOrEqual(10);
  });

  it('hundreds who come and go, at any moment, leave nothing behind', async () => {
    for (let round = 0; round < 10; round += 1) {
      const listenings = listen(30);
      // A third goes before the first answer, a third about then, a third after it.
      for (const [n, listening] of listenings.entries()) if (n % 3 === 0) listening.stop();
      await pause(round * 5);
      for (const [n, listening] of listenings.entries()) if (n % 3 === 1) listening.stop();
      await Promise.all(listenings.filter((_, n) => n % 3 === 2).map((listening) => listening.after(1, 40_000)));
      ends.splice(0).forEach((end) => end());
    }
    await until(async () => (await open()) === 0 && (await watched.measure('subscription_connections')) === 0, 5_000);
    const made = await answers();
    await watched.announce(ADA, 1);
    await pause(300);
    // Nobody is left who would want one.
    expect(await answers()).toBe(made);
  });
});
