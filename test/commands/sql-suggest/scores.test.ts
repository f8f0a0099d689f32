// How much a table looks like a role, and which of several wins.
import { chooseTables } from '../../../commands/sql-suggest/choice';
import { isEnough, ranked, scoreTable } from '../../../commands/sql-suggest/scores';
import { refers, table } from './tables';

const PERSON = { id: 'int4', first_name: 'text', last_name: 'text', email: 'text', phone: 'text' };
const customers = table('customers', PERSON);
const owners = [{ table: customers, id: 'id', role: 'customers' as const }];

describe('a score', () => {
  it.each(['customers', 'Kunden', 'tbl_clients', 'shop_customer', 'users', 'debitoren'])('takes %s for customers', (name) => {
    expect(isEnough(scoreTable('customers', table(name, PERSON), [], []))).toBe(true);
  });

  it.each(['employees', 'suppliers', 'lieferanten', 'customer_log', 'user_sessions', 'authors'])(
    'does not take %s for customers',
    (name) => {
      expect(isEnough(scoreTable('customers', table(name, PERSON), [], []))).toBe(false);
    },
  );

  it.each(['payments', 'subscriptions', 'quotes', 'gutschriften', 'supplier_invoices', 'carts'])(
    'does not take %s for invoices or orders',
    (name) => {
      const any = table(
        name,
        { id: 'int4', customer_id: 'int4', amount: 'numeric', date: 'date', status: 'text', currency: 'text' },
        { foreignKeys: [refers('customer_id', customers)] },
      );
      expect(isEnough(scoreTable('invoices', any, [], owners))).toBe(false);
      expect(isEnough(scoreTable('orders', any, [], owners))).toBe(false);
    },
  );

  it('is the sum of its reasons, and lacks what it must have', () => {
    const invoices = scoreTable('invoices', table('invoices', { id: 'int4', due_date: 'date' }), [], owners);
    expect(invoices).toMatchObject({ points: 50, missing: ['a column for customers', 'a total'] });
    expect(invoices.reasons).toEqual([
      { points: 40, why: 'its name' },
      { points: 10, why: 'due date' },
    ]);
    expect(isEnough(invoices)).toBe(false);
  });

  it('is less without rows, and the bigger table wins between equals', () => {
    const [small, big, empty] = [1, 2, 0].map((rows) =>
      scoreTable('customers', table(`clients`, PERSON, { rows, schema: `s${rows}` }), [], []),
    );
    if (small === undefined || big === undefined || empty === undefined) throw new Error('three were made');
    expect(ranked([empty, small, big]).map(({ table: { schema } }) => schema)).toEqual(['s2', 's1', 's0']);
  });
});

describe('a choice', () => {
  it('gives a table one role, and staff only who is named by somebody', () => {
    const users = table('users', PERSON);
    const employees = table('employees', PERSON);
    const alone = chooseTables([customers, employees, users]);
    expect(alone.customers.chosen?.table.name).toBe('customers');
    expect(alone.customers.others.map(({ table: { name } }) => name)).toContain('users');
    expect(alone.staff.chosen).toBeNull();
    const named = table('customers', { ...PERSON, rep_id: 'int4' }, { foreignKeys: [refers('rep_id', employees)] });
    expect(chooseTables([named, employees, users]).staff.chosen?.table.name).toBe('employees');
  });

  it('has no orders but those that items belong to, where there is a table of invoices alone', () => {
    const invoice = table(
      'invoice',
      { id: 'int4', customer_id: 'int4', total: 'numeric', invoice_date: 'date' },
      { foreignKeys: [refers('customer_id', customers)] },
    );
    const line = table(
      'invoice_line',
      { id: 'int4', invoice_id: 'int4', quantity: 'int4', unit_price: 'numeric' },
      { foreignKeys: [refers('invoice_id', invoice)] },
    );
    expect(chooseTables([customers, invoice])).toMatchObject({ invoicesAreOrders: false, orders: { chosen: null } });
    const both = chooseTables([customers, invoice, line]);
    expect(both).toMatchObject({ invoicesAreOrders: true, orders: { chosen: { role: 'orders', table: { name: 'invoice' } } } });
    expect(both.items.chosen?.table.name).toBe('invoice_line');
  });
});
