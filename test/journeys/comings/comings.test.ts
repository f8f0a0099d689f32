// Hundreds who come and go leave nothing in the gateway, in Redis or in PostgreSQL; the short form of `npm run test:comings`.
// (process-integration, check 15)
import { growthOf, openComings, TRANSPORTS, type Comings, type Held } from './comings';

jest.setTimeout(90_000);

const CYCLES = 300;
/** What a request holds while it is under way, kept by each of them, would be three times as much. */
const MOST_MIB = 4;

let comings: Comings;
let before: Held;

beforeAll(async () => {
  comings = await openComings();
  for (const transport of TRANSPORTS) await comings.cycles(transport, CYCLES / 3);
  before = await comings.held();
});
afterAll(() => comings?.close());

it('over every transport', async () => {
  for (const transport of TRANSPORTS) {
    const { answered } = await comings.cycles(transport, CYCLES);
    expect([transport, answered]).toEqual([transport, CYCLES / 4]);
  }
  expect(growthOf(before, await comings.held(), TRANSPORTS.length * MOST_MIB)).toEqual([]);
});

it('what is left would be named', () => {
  const more = { subscriptions: 1, redisSubscriptions: before.redisSubscriptions + 1, heapMiB: before.heapMiB + MOST_MIB + 0.1 };
  const handles = { ...before.handles, TCPSocketWrap: (before.handles['TCPSocketWrap'] ?? 0) + 10 };
  expect(growthOf(before, { ...before, ...more, handles }, MOST_MIB)).toEqual([
    'subscriptions: 0 before, 1 after',
    expect.stringMatching(/^subscriptions of Redis/),
    expect.stringMatching(/^TCPSocketWrap/),
    expect.stringMatching(/^heap in MiB/),
  ]);
});
