// A database whose address changes while the process lives, as it does with a new password: what is under way is finished, and what
// comes next goes there.
import { Client } from 'pg';
import { createDatabase } from '../../../platform/sql/database';
import { startPostgres, type RunningPostgres } from '../../../sandbox/postgres/server';
import { testCall } from '../../support/call';

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

it('is asked with the password that counts now', async () => {
  const admin = new Client({ connectionString: postgres.url });
  await admin.connect();
  const urlWith = (password: string): string =>
    Object.assign(new URL(postgres.url), { username: 'rotated', password: encodeURIComponent(password) }).toString();
  await admin.query(`create role rotated login password 'first'`);
  let url = urlWith('first');
  const database = createDatabase({ source: 'sql', url: () => url, statementTimeoutMs: 10_000, connections: 2 });
  const ask = (text: string): Promise<(string | null)[][]> => database.run({ text, values: [] }, testCall());
  try {
    expect(await ask('select 1')).toEqual([['1']]);
    const underWay = ask('select 2 from pg_sleep(0.3)');
    await admin.query(`alter role rotated password 'second'`);
    url = urlWith('second');
    expect(await ask('select current_user')).toEqual([['rotated']]);
    expect(await underWay).toEqual([['2']]);
    url = urlWith('first');
    await expect(ask('select 3')).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
  } finally {
    await database.close();
    await admin.end();
  }
});
