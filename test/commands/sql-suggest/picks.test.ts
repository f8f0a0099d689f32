// Which column is which field.
import fc from 'fast-check';
import { pickColumns, picked } from '../../../commands/sql-suggest/picks';
import { ROLES, type Role } from '../../../commands/sql-suggest/role-words';
import { anyTable, table } from './tables';

/** What each field was given. */
function namesFor(
  role: Role,
  name: string,
  types: Readonly<Record<string, string>>,
  taken: readonly string[] = [],
): Record<string, string> {
  const picks = pickColumns(table(name, types), role, taken);
  return Object.fromEntries([...picks].map(([field, columns]) => [field, columns.map(({ column }) => column.name).join(' ')]));
}

describe('columns', () => {
  it.each<[Role, string, Record<string, string>, Record<string, string>]>([
    [
      'customers',
      'customer',
      { contact_name: 'text', company_name: 'text', fax: 'text' },
      { name: 'contact_name', company: 'company_name' },
    ],
    [
      'customers',
      'kunde',
      { kd_mail: 'text', kd_tel: 'text', kd_ort: 'text', kd_plz: 'text' },
      { email: 'kd_mail', phone: 'kd_tel', city: 'kd_ort', postalCode: 'kd_plz' },
    ],
    ['customers', 'person', { vorname: 'text', name: 'text' }, { givenName: 'vorname', familyName: 'name' }],
    [
      'customers',
      'person',
      { first_name: 'text', last_name: 'text', full_name: 'text' },
      { givenName: 'first_name', familyName: 'last_name' },
    ],
    [
      'customers',
      'users',
      { work_email: 'text', email: 'text', mobile: 'text', email_verified: 'bool' },
      { email: 'email work_email', phone: 'mobile' },
    ],
    ['customers', 'people', { passport: 'text', support: 'text', england: 'text' }, {}],
    ['invoices', 'rechnung', { netto: 'numeric', brutto: 'numeric', offen: 'numeric' }, { total: 'brutto', balance: 'offen' }],
    [
      'invoices',
      'bill',
      { total_cents: 'int8', paid_cents: 'int8', paid: 'bool' },
      { total: 'total_cents', paid: 'paid_cents', isPaid: 'paid' },
    ],
    ['invoices', 'invoice', { billing_city: 'text', billing_state: 'text', total: 'numeric' }, { total: 'total' }],
    ['invoices', 'invoice', { state: 'text', total: 'numeric' }, { status: 'state', total: 'total' }],
    [
      'orders',
      'orders',
      { o_orderstatus: 'text', o_totalprice: 'numeric', o_orderdate: 'date', o_clerk: 'text' },
      { status: 'o_orderstatus', total: 'o_totalprice', placedAt: 'o_orderdate' },
    ],
    ['orders', 'orders', { status: 'text', fulfillment_status: 'text' }, { status: 'fulfillment_status' }],
    [
      'items',
      'line',
      { qty: 'int4', price: 'numeric', product_name: 'text', sku: 'text' },
      { quantity: 'qty', unitPrice: 'price', name: 'product_name', sku: 'sku' },
    ],
    [
      'tickets',
      'anfragen',
      { betreff: 'text', prioritaet: 'text', eingang: 'date', erledigt_am: 'date' },
      { subject: 'betreff', priority: 'prioritaet', createdAt: 'eingang', solvedAt: 'erledigt_am' },
    ],
    [
      'comments',
      'messages',
      { text: 'text', sent_at: 'timestamptz', is_public: 'bool' },
      { body: 'text', at: 'sent_at', public: 'is_public' },
    ],
  ])('of %s in %s', (role, name, types, expected) => expect(namesFor(role, name, types)).toEqual(expected));

  it('must be of a fitting type', () => {
    expect(namesFor('invoices', 'invoice', { total: 'text', due_date: 'text', currency: 'int4' })).toEqual({});
  });

  it('are doubted where only the second-best name fits', () => {
    const picks = pickColumns(table('invoice', { created_at: 'date', net_total: 'numeric' }), 'invoices');
    expect(picked(picks, 'issueDate')?.doubt).toMatch(/when the row was made/);
    expect(picked(picks, 'total')?.doubt).toMatch(/before tax/);
  });

  it('are given to one field each, and never where they have another use', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(...ROLES), (any, role) => {
        const [first] = any.columns;
        const taken = first === undefined ? [] : [first.name];
        const names = [...pickColumns(any, role, taken).values()].flat().map(({ column }) => column.name);
        expect(new Set(names).size).toBe(names.length);
        expect(names).not.toContain(first?.name);
      }),
    );
  });
});
