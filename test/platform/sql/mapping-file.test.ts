// The mapping file: what it may say, and that every fault is named with its path, at once, and in words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sectionsOf } from '../../../platform/sql/columns';
import { parseMapping, readMapping as readDocument } from '../../../platform/sql/mapping-file';
import { BILLING_WORDS } from '../../../subgraphs/billing/vendors/sql/mapping';
import { SALES_WORDS } from '../../../subgraphs/sales/vendors/sql/mapping';
import { SUPPORT_WORDS } from '../../../subgraphs/support/vendors/sql/mapping';

/** What billing makes of the text of a file. */
function readMapping(yaml: string, words: Parameters<typeof readDocument<unknown>>[1] = BILLING_WORDS) {
  const { document, faults } = parseMapping(yaml);
  return faults.length > 0 ? { mapping: null, faults } : readDocument(document, words);
}

const SMALLEST = `
customers: { table: c, id: id, fields: { email: mail } }
invoices: { table: i, id: id, customer: c, fields: { total: sum, currency: { constant: EUR }, status: { constant: OPEN } } }
`;

describe('a mapping', () => {
  it('may be as small as this', () => {
    expect(readMapping(SMALLEST)).toMatchObject({ faults: [], mapping: { customers: { fields: { email: ['mail'], phone: [] } } } });
  });

  it.each([
    ['docs/examples/chinook.mapping.yml', 'billing', BILLING_WORDS],
    ['docs/examples/chinook.mapping.yml', 'sales', SALES_WORDS],
    ['sandbox/postgres/house-database.mapping.yml', 'billing', BILLING_WORDS],
  ] as const)('that we ship is right: %s for %s', (path, _domain, words) => {
    expect(readMapping(readFileSync(join(__dirname, '../../..', path), 'utf8'), words).faults).toEqual([]);
  });

  it.each([
    ['billing', BILLING_WORDS, 'invoices: is missing: BILLING_SOURCES names this source, and reads it there'],
    ['sales', SALES_WORDS, 'orders: is missing: SALES_SOURCES names this source, and reads it there'],
    ['support', SUPPORT_WORDS, 'tickets: is missing: SUPPORT_SOURCES names this source, and reads it there'],
  ] as const)('must have the section that %s reads', (_domain, words, fault) => {
    expect(readMapping('customers: { table: c, id: id, fields: {} }', words).faults).toEqual([fault]);
  });

  it('reads numbers and yes/no as the words they are in the database', () => {
    const { document } = parseMapping(
      SMALLEST.replace('status: { constant: OPEN }', 'status: { column: s, values: { true: PAID, 0: OPEN } }'),
    );
    const status = readDocument(document, BILLING_WORDS).mapping?.own.invoices.fields.status;
    expect(status !== undefined && 'values' in status && status.values).toEqual(
      new Map([
        ['true', 'PAID'],
        ['0', 'OPEN'],
      ]),
    );
  });

  it.each<[string, string, string, string[]]>([
    ['an unknown word', 'email: mail', 'email: mail, mobile: tel', ['customers.fields.mobile: is not a word of the mapping']],
    ['a missing section part', 'customer: c,', '', ['invoices.customer: expected the name of a column']],
    ['a column that is no name', 'total: sum', `total: ''`, ['invoices.fields.total.column: is not a name a column can have']],
    ['too many dots', 'table: c', 'table: a.b.c', ['customers.table: expected `table` or `schema.table`']],
    [
      'a currency that is none',
      'constant: EUR',
      'constant: Euro',
      ['invoices.fields.currency.constant: expected three letters such as EUR'],
    ],
    [
      'a status that is none',
      'status: { constant: OPEN }',
      'status: { column: s, values: { a: OPEN, b: SENT } }',
      ['invoices.fields.status.values.b: expected one of DRAFT, OPEN, PARTIALLY_PAID, PAID, VOID, UNCOLLECTIBLE'],
    ],
    [
      'column and constant together',
      'currency: { constant: EUR }',
      'currency: { constant: EUR, column: cur }',
      ['invoices.fields.currency: expected a column (with `values` and `default` where needed), or a `constant` alone'],
    ],
    ['two ways to a balance', 'total: sum', 'total: sum, balance: b, paid: p', ['invoices.fields: give `balance` or `paid`, not both']],
    [
      'a part paid and no word on how much',
      'constant: OPEN',
      'constant: PARTIALLY_PAID',
      ['invoices.fields: with PARTIALLY_PAID, `balance` or `paid` must say how much is left'],
    ],
    [
      'a phone region that is none',
      'id: id, fields: { email',
      'id: id, phoneRegion: Germany, fields: { email',
      ['customers.phoneRegion.constant: expected two letters such as DE'],
    ],
    ['an address without the id', 'table: c', 'url: https://x.example/, table: c', ['customers.url: has no {id}']],
    [
      'an external id of no source',
      'table: c',
      'externalIds: { hubspot: h }, table: c',
      ['customers.externalIds.hubspot: expected `source:type`, such as hubspot:contact'],
    ],
    [
      'a divisor that is no power of ten',
      'total: sum',
      'total: { column: sum, divideBy: 7 }',
      ['invoices.fields.total.divideBy: expected one of 1, 10, 100, 1000, 10000'],
    ],
  ])('names %s', (_name, from, to, faults) => {
    expect(SMALLEST).toContain(from);
    expect(readMapping(SMALLEST.replace(from, to)).faults).toEqual(faults);
  });

  it('names all its faults at once', () => {
    const { faults, mapping } = readMapping('customers: { table: c }\ninvoices: { id: 1, fields: { status: { constant: NEW } } }');
    expect(mapping).toBeNull();
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'customers.id',
      'customers.fields',
      'invoices.table',
      'invoices.id',
      'invoices.customer',
      'invoices.fields.total',
      'invoices.fields.currency',
      'invoices.fields.status.constant',
    ]);
  });

  it.each([
    ['', 'the file'],
    ['customers: [', 'is not YAML (line 1)'],
    ['- a', 'the file'],
    ['nothing', 'the file'],
  ])('is more than %j', (yaml, beginning) => {
    const { faults } = readMapping(yaml);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatch(beginning === 'the file' ? /^the file: / : /^is not YAML \(line \d+\)$/);
  });

  it('has its columns checked even where it has faults', () => {
    const [customers, invoices, ...others] = sectionsOf(
      {
        customers: { table: 'c', id: 7, fields: { email: 'mail', createdAt: 'made', wrong: [] } },
        invoices: { table: 'i' },
        orders: { table: 'o' },
      },
      { customers: { createdAt: 'instant' }, invoices: {} },
    );
    expect(customers?.columns).toEqual([
      { path: 'fields.email.0', column: 'mail', reading: 'text' },
      { path: 'fields.createdAt', column: 'made', reading: 'instant' },
    ]);
    expect(invoices?.columns).toEqual([]);
    expect(others).toEqual([]);
  });
});
