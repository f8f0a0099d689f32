// Ids and references, declared or only named.
import { idOf, referenceTo, salesPersonIn } from '../../../commands/sql-suggest/keys';
import { refers, table } from './tables';

const customers = table('customers', { id: 'int4', email: 'text' });
const owner = { table: customers, id: 'id', role: 'customers' as const };

describe('an id', () => {
  it('is the primary key', () => {
    expect(idOf(table('t', { nr: 'int4', id: 'int4' }), 'customers', [])).toEqual({ column: 'nr', doubts: [] });
  });

  it('is the unique column that others refer to, even beside a primary key', () => {
    const account = table('account', { id: 'int4', account_no: 'text' }, { unique: [['account_no']] });
    const bill = table('bill', { id: 'int4', account_no: 'text' }, { foreignKeys: [refers('account_no', account, 'account_no')] });
    expect(idOf(account, 'customers', [account, bill])).toEqual({ column: 'account_no', doubts: [] });
  });

  it('is doubted where no key of one column says so', () => {
    const lines = table('order_lines', { order_id: 'int4', line_no: 'int4' }, { primaryKey: ['order_id', 'line_no'] });
    expect(idOf(lines, 'items', [], 'order_id')).toMatchObject({
      column: 'line_no',
      doubts: [expect.stringContaining('unique only together')],
    });
    expect(idOf(table('t', { id: 'int4' }, { primaryKey: null }), 'orders', [])).toMatchObject({
      column: 'id',
      doubts: ['no key says that it is unique'],
    });
    expect(idOf(table('t', { id: 'int4' }, { primaryKey: null, form: 'view' }), 'orders', [])).toMatchObject({
      doubts: [expect.stringContaining('a view has no keys')],
    });
    expect(idOf(table('t', { code: 'text' }, { primaryKey: null, unique: [['code']] }), 'orders', [])).toEqual({
      column: 'code',
      doubts: [],
    });
    expect(idOf(table('t', { word: 'text' }, { primaryKey: null }), 'orders', [])).toBeNull();
  });
});

describe('a reference', () => {
  it('is a foreign key, the one with the nearest name', () => {
    const invoice = table(
      'invoice',
      { id: 'int4', ship_to: 'int4', customer_id: 'int4' },
      { foreignKeys: [refers('ship_to', customers), refers('customer_id', customers)] },
    );
    expect(referenceTo(invoice, owner)).toEqual({ column: 'customer_id', declared: true, doubts: ['it could also be ship_to'] });
  });

  it('is doubted as a part of a key of several columns', () => {
    const invoice = table(
      'invoice',
      { id: 'int4', tenant: 'int4', cust: 'int4' },
      { foreignKeys: [{ columns: ['tenant', 'cust'], target: customers.id, targetColumns: ['tenant', 'id'] }] },
    );
    expect(referenceTo(invoice, owner)).toMatchObject({
      column: 'cust',
      declared: true,
      doubts: ['a part of a foreign key of several columns'],
    });
  });

  it.each(['customer_id', 'customerId', 'CustomerNr', 'kunde_id', 'lngKundenNr', 'client_id', 'user_id', 'fk_customer'])(
    'may be told by its name: %s',
    (name) => {
      expect(referenceTo(table('invoice', { id: 'int4', [name]: 'int4' }), owner)).toMatchObject({
        column: name,
        declared: false,
        doubts: [expect.stringContaining('by its name')],
      });
    },
  );

  it('is no other id, and none of another type', () => {
    expect(referenceTo(table('invoice', { id: 'int4', nr: 'int4', product_id: 'int4' }), owner)).toBeNull();
    expect(referenceTo(table('invoice', { id: 'int4', customer_id: 'uuid' }), owner)).toBeNull();
    expect(referenceTo(customers, owner)).toBeNull();
  });
});

describe('a sales person', () => {
  const staff = table('employee', { id: 'int4', name: 'text' });
  const who = { table: staff, id: 'id' };

  it('looks after the customer, rather than wrote the row', () => {
    const both = table(
      'customer',
      { id: 'int4', created_by_id: 'int4', handled_by: 'int4', sales_rep: 'int4' },
      { foreignKeys: ['created_by_id', 'handled_by', 'sales_rep'].map((name) => refers(name, staff)) },
    );
    expect(salesPersonIn(both, who)).toMatchObject({ column: 'sales_rep', doubts: [] });
    const written = table('customer', { id: 'int4', created_by_id: 'int4' }, { foreignKeys: [refers('created_by_id', staff)] });
    expect(salesPersonIn(written, who)).toBeNull();
  });

  it('may be told by name', () => {
    expect(salesPersonIn(table('customer', { id: 'int4', employee_id: 'int4' }), who)).toMatchObject({
      column: 'employee_id',
      declared: false,
    });
    expect(salesPersonIn(table('customer', { id: 'int4', city_id: 'int4' }), who)).toBeNull();
  });
});
