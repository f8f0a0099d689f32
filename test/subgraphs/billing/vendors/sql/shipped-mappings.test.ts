// The mapping of the sandbox's house database fits that database, as its schema makes it. Chinook's has a run of its own
// (test/chinook), since its database is not part of the project.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testCall } from '../../../../support/call';
import { startHouse, type House } from './house';

const folder = join(__dirname, '../../../../../sandbox/postgres');

describe('the mapping of the house database', () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
    await house.run(readFileSync(join(folder, 'schema.sql'), 'utf8'));
    await house.run(`
      insert into account values (12, 'Ada', 'Lovelace', '', 'ADA@example.com', '020 7946 0001', null, null, null, 'GB', null, now(), now());
      insert into bill values
        ('2026-1', 12, 'sent', 'EUR', 10, 0, '2026-01-01', '2026-01-31'), ('2026-2', 12, 'part-paid', 'EUR', 10, 2.5, '2026-01-02', '2026-01-31'),
        ('2026-3', 12, 'settled', 'EUR', 10, 10, '2026-01-03', '2026-01-31'), ('2026-4', 12, 'cancelled', 'EUR', 10, 0, '2026-01-04', '2026-01-31'),
        ('2026-5', 12, 'draft', 'EUR', 10, 0, '2026-01-05', '2026-01-31')`);
  });
  afterAll(() => house.stop());

  it('finds accounts and reads their bills', async () => {
    const connector = await house.connect({
      url: house.adminUrl,
      mapping: readFileSync(join(folder, 'house-database.mapping.yml'), 'utf8'),
    });
    const [byEmail, byPhone] = await connector.find(
      [
        { by: 'email', value: 'ada@example.com' },
        { by: 'phone', value: '+442079460001' },
      ],
      testCall(),
    );
    expect(byEmail).toMatchObject([{ id: 'sql:customer:12', name: { full: 'Ada Lovelace' }, company: null }]);
    expect(byPhone).toEqual(byEmail);
    const [bills] = await connector.invoices(['sql:customer:12'], testCall());
    expect(bills).toMatchObject([
      { number: '2026-5', status: 'DRAFT', balance: '0' },
      { number: '2026-4', status: 'VOID', balance: '0' },
      { number: '2026-3', status: 'PAID', balance: '0' },
      { number: '2026-2', status: 'PARTIALLY_PAID', balance: '7.50' },
      { number: '2026-1', status: 'OPEN', balance: '10.00', dueDate: '2026-01-31' },
    ]);
    await connector.close?.();
  });
});
