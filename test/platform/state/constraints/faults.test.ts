// A database that is cut off, silent, frozen or gone costs reads nothing but freshness, words a clear error, and is used again as
// soon as it is back.
import { StateError } from '../../../../platform/errors';
import { startPostgres, type RunningPostgres } from '../../../../sandbox/postgres/server';
import { startStatementCounter, type StatementCounter } from '../../../support/statement-counter';
import { until } from '../../../support/until';
import { closeStores, openStore, record, word } from '../stores';

jest.setTimeout(60_000);

/** What the contract promises. */
const BACK_WITHIN_MS = 2_000;

let postgres: RunningPostgres;
let wire: StatementCounter;
let tenants = 0;
let tenant: string;

beforeAll(async () => {
  postgres = await startPostgres();
  await openStore(postgres.url).saidOf([]);
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  tenant = `tenant-${(tenants += 1)}`;
  wire = await startStatementCounter(postgres.url);
});
afterEach(async () => {
  await closeStores();
  await wire.stop();
});

/** Milliseconds that a read took, and what it answered. */
async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

describe.each(['cut', 'silent'] as const)('a database whose connections are %s', (state) => {
  it('is read from memory, marked with its age, without waiting, and is current again soon after', async () => {
    const here = openStore(wire.url, tenant);
    const elsewhere = openStore(postgres.url, tenant);
    await elsewhere.say(word('LINK', 1, 2));
    const view = await here.current();
    expect(view?.staleSince).toBeNull();
    const before = Date.now();
    wire.set(state);
    await until(() => view?.staleSince !== null, 5_000);
    expect(view?.staleSince).toBeGreaterThan(before - 2_000);
    const read = await timed(() => here.current());
    expect(read.value?.linkedTo(record(1))).toEqual([record(2)]);
    expect(read.ms).toBeLessThan(200);
    await expect(here.say(word('LINK', 1, 3))).rejects.toBeInstanceOf(StateError);
    await expect(here.saidOf([record(1)])).rejects.toMatchObject({ extensions: { code: 'STATE_UNAVAILABLE' } });
    // Said meanwhile by somebody who can: it is heard of afterwards.
    await elsewhere.say(word('UNLINK', 7, 8));
    expect(view?.unlinkCount).toBe(0);
    wire.set('open');
    await until(() => view?.staleSince === null, BACK_WITHIN_MS);
    expect(view?.unlinkedFrom(record(7))).toEqual([record(8)]);
    expect((await here.say(word('LINK', 1, 3))).everywhere).toBe(true);
  });

  it('is known nothing of where it never answered, within a bounded time, and at once from then on', async () => {
    wire.set(state);
    const here = openStore(wire.url, tenant);
    const first = await timed(() => here.current());
    expect(first.value).toBeNull();
    expect(first.ms).toBeLessThan(4_000);
    const next = await timed(() => here.current());
    expect(next.value).toBeNull();
    expect(next.ms).toBeLessThan(200);
    wire.set('open');
    await until(async () => (await here.current()) !== null, BACK_WITHIN_MS);
  });
});

it('a word does not wait longer than a second for a process that has stopped listening', async () => {
  const here = openStore(wire.url, tenant);
  await here.current();
  const elsewhere = openStore(postgres.url, tenant);
  await elsewhere.current();
  wire.set('silent');
  const said = await timed(() => elsewhere.say(word('LINK', 1, 2)));
  expect(said.value.everywhere).toBe(false);
  expect(said.ms).toBeGreaterThan(900);
  expect(said.ms).toBeLessThan(3_000);
  // The one that said it has it all the same.
  expect((await elsewhere.current())?.linkedTo(record(1))).toEqual([record(2)]);
});

it('a process that has ended is not waited for', async () => {
  const gone = openStore(wire.url, tenant);
  await gone.current();
  wire.set('cut');
  const elsewhere = openStore(postgres.url, tenant);
  await until(async () => (await elsewhere.say(word('LINK', 1, 2))).everywhere, 5_000);
});

it('closing is quick, whatever the database does', async () => {
  for (const state of ['open', 'cut', 'silent'] as const) {
    wire.set('open');
    const store = openStore(wire.url, tenant);
    await store.current();
    await store.saidOf([record(1)]);
    wire.set(state);
    const closed = await timed(() => store.close());
    expect(closed.ms).toBeLessThan(4_000);
  }
});
