// The house's billing database holds what the world's billing part says, in the house's words, for a reader who cannot write.
import { Client } from 'pg';
import { fillHouseDatabase } from '../../../sandbox/postgres/house-database';
import { startPostgres, type RunningPostgres } from '../../../sandbox/postgres/server';
import { createWorld } from '../../../sandbox/world/create-world';

const world = createWorld({ seed: 5, people: 300, now: '2026-03-10T09:30:00.000Z' });
let postgres: RunningPostgres;
let reader: Client;

beforeAll(async () => {
  postgres = await startPostgres();
  reader = new Client({ connectionString: await fillHouseDatabase(postgres.url, world.billing, 'read-only-password') });
  await reader.connect();
});

afterAll(async () => {
  await reader.end();
  await postgres.stop();
});

it('has every account and bill, null and blank kept apart', async () => {
  const { rows } = await reader.query<Record<string, unknown>>(
    'select (select count(*)::int from account) as accounts, (select count(*)::int from bill) as bills',
  );
  expect(rows).toEqual([{ accounts: world.billing.customers.length, bills: world.billing.invoices.length }]);
  const sample = world.billing.customers.filter(({ company }) => company === '' || company === ' ' || company === null).slice(0, 40);
  const found = await reader.query<Record<string, unknown>>(
    'select account_no, firm, mail, surname, opened_at from account where account_no = any($1::bigint[]) order by account_no',
    [sample.map(({ id }) => id)],
  );
  expect(found.rows).toEqual(
    sample.map(({ id, company, email, lastName, createdAt }) => ({
      account_no: id,
      firm: company,
      mail: email,
      surname: lastName,
      opened_at: new Date(createdAt),
    })),
  );
});

it('words states, amounts and days as the house does', async () => {
  const overdue = world.billing.invoices.find(
    ({ customerId, status, dueOn }) => customerId === world.billing.customers[0]?.id && status === 'open' && dueOn < world.now,
  );
  const { rows } = await reader.query<Record<string, unknown>>(
    'select state, cur, gross, paid, billed_on::text, due_on::text from bill where bill_no = $1',
    [overdue?.number],
  );
  expect(rows).toEqual([
    { state: 'sent', cur: 'GBP', gross: '2310.50', paid: '0.00', billed_on: overdue?.issuedOn, due_on: overdue?.dueOn },
  ]);
  const states = await reader.query<{ state: string; n: number }>('select state, count(*)::int as n from bill group by 1');
  const counted = (status: string): number => world.billing.invoices.filter((invoice) => invoice.status === status).length;
  expect(Object.fromEntries(states.rows.map(({ state, n }) => [state, n]))).toMatchObject({
    ...{ cancelled: counted('void'), 'part-paid': counted('partial'), sent: counted('open'), settled: counted('paid') },
  });
});

it('gives the product a user who may read and nothing else', async () => {
  await expect(reader.query("update bill set state = 'settled'")).rejects.toThrow('permission denied');
  await expect(reader.query('create table mine (n int)')).rejects.toThrow('permission denied');
});
