// Whose turn it is to poll, and from where, on a real PostgreSQL: one process at a time, and nobody moves a cursor back.
import { startPostgres, type RunningPostgres } from '../../../../sandbox/postgres/server';
import { createStateDatabase, externalServer, type StateDatabase } from '../../../../platform/state/database';
import { createPollTurns } from '../../../../platform/state/events/poll-turns';

jest.setTimeout(60_000);

let server: RunningPostgres;
let databases: StateDatabase[];
const turnsOf = (process: number, tenant = 'default') => createPollTurns(databases[process], tenant);

beforeAll(async () => {
  server = await startPostgres();
  databases = [1, 2].map(() => createStateDatabase(externalServer(server.url)));
});
afterAll(async () => {
  await Promise.all((databases ?? []).map((database) => database.close()));
  await server?.stop();
});

it('is one process’ at a time, of each source and tenant', async () => {
  const claims = await Promise.all([0, 1, 0, 1].map((process) => turnsOf(process).claim('acme', 60)));
  expect(claims.filter((claim) => claim !== null)).toEqual([{ cursor: null }]);
  expect(await turnsOf(0).claim('other', 60)).toEqual({ cursor: null });
  expect(await turnsOf(0, 'house').claim('acme', 60)).toEqual({ cursor: null });
});

it('comes again when its time has come, to whoever comes first, from where it was read up to', async () => {
  expect(await turnsOf(0).claim('soon', 0.05)).toEqual({ cursor: null });
  await turnsOf(0).move('soon', null, 'a');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await turnsOf(1).claim('soon', 60)).toEqual({ cursor: 'a' });
  expect(await turnsOf(0).claim('soon', 60)).toBeNull();
});

it('is moved on from where it was, and not back', async () => {
  await turnsOf(0).claim('moved', 0);
  await turnsOf(0).move('moved', null, 'a');
  await turnsOf(0).move('moved', 'a', 'b');
  await turnsOf(1).move('moved', null, 'a');
  expect(await turnsOf(1).claim('moved', 60)).toEqual({ cursor: 'b' });
});

it('is each process’ own where there is no database', async () => {
  const [one, other] = [createPollTurns(undefined, 'default'), createPollTurns(undefined, 'default')];
  await one.move('acme', null, 'a');
  expect([await one.claim('acme', 60), await one.claim('acme', 60), await other.claim('acme', 60)]).toEqual([
    { cursor: 'a' },
    { cursor: 'a' },
    { cursor: null },
  ]);
});
