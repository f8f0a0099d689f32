// A pool that outlives its server's address, on a real PostgreSQL that is reached by two ports.
import type { Pool } from 'pg';
import type { StateServer } from '../../../platform/state/database';
import { openPool } from '../../../platform/state/pool';
import { startPostgres, type RunningPostgres } from '../../../sandbox/postgres/server';
import { startStatementCounter, type StatementCounter } from '../../support/statement-counter';
import { until } from '../../support/until';

let postgres: RunningPostgres;
let wire: StatementCounter;
let pool: Pool;
let where: () => Promise<string>;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  wire = await startStatementCounter(postgres.url);
  where = () => Promise.resolve(wire.url);
  const server: StateServer = { exists: () => true, url: () => where(), close: () => Promise.resolve() };
  pool = await openPool(server, { size: 2, name: 'a pool' });
});
afterEach(async () => {
  await pool.end();
  await wire.stop();
});

const ask = async (): Promise<unknown> => (await pool.query<{ name: string }>(`select current_setting('application_name') as name`)).rows;

it('asks by the name it was given', async () => {
  expect(await ask()).toEqual([{ name: 'a pool' }]);
  expect(wire.count()).toBe(1);
});

it('goes to where the server is by then, with its connections of before lost', async () => {
  await Promise.all([ask(), ask()]);
  wire.set('cut');
  await until(() => pool.idleCount === 0, 2_000);
  await expect(ask()).rejects.toThrow();
  where = () => Promise.resolve(postgres.url);
  expect(await ask()).toEqual([{ name: 'a pool' }]);
});

it('says so where the server is nowhere, and goes on once it is somewhere', async () => {
  where = () => Promise.reject(new Error('it does not start'));
  await expect(ask()).rejects.toThrow('it does not start');
  where = () => Promise.resolve(wire.url);
  expect(await ask()).toEqual([{ name: 'a pool' }]);
});
