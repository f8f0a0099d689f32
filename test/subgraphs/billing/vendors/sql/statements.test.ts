// The text of the statements: one for any number of keys, values bound, names quoted, indexes usable.
import { sectionsOf } from '../../../../../subgraphs/billing/vendors/sql/columns';
import { customersStatement, invoicesStatement, type Wanted } from '../../../../../subgraphs/billing/vendors/sql/statements';

const [customers, invoices] = sectionsOf({
  customers: {
    table: 'c',
    id: 'no',
    fields: { email: 'mail', phone: 'tel', createdAt: 'since' },
    externalIds: { 'hubspot:contact': 'hub' },
  },
  invoices: { table: 'i', id: 'no', customer: 'who"', fields: { total: 'sum', issueDate: { column: 'on', plusDays: 0 } } },
});
if (customers === undefined || invoices === undefined) throw new Error('two sections');

const table = {
  sql: '"public"."c"',
  types: new Map([
    ['no', 'int4'],
    ['who"', 'uuid'],
    ['hub', 'numeric'],
    ['since', 'timestamptz'],
    ['on', 'timestamptz'],
    ['sum', 'money'],
  ]),
};
const nothing: Wanted = { ids: [], emails: [], phoneDigits: [], externalIds: new Map() };

describe('the customers statement', () => {
  it('asks only for what is wanted', () => {
    expect(customersStatement(customers, table, { ...nothing, emails: ['a@x.example', 'b@x.example'] })).toEqual({
      text: [
        `select t."no"::text, t."mail"::text, t."tel"::text, (t."since" at time zone 'UTC')::timestamp::text, t."hub"::text`,
        `  from "public"."c" as t`,
        ` where lower(trim(t."mail"::text)) = any($1::text[])`,
      ].join('\n'),
      values: [['a@x.example', 'b@x.example']],
    });
  });

  it('asks for everything at once', () => {
    const statement = customersStatement(customers, table, {
      ids: ['1', '2'],
      emails: ['a@x.example'],
      phoneDigits: ['49301'],
      externalIds: new Map([['hubspot:contact', ['501']]]),
    });
    expect(statement?.text.split('where ')[1]?.split(/\s+or /)).toEqual([
      't."no" = any($1::int4[])',
      'lower(trim(t."mail"::text)) = any($2::text[])',
      `regexp_replace(t."tel"::text, '(ext|x|#|;).*$|[^0-9]', '', 'gi') = any($3::text[])`,
      't."hub"::text = any($4::text[])',
    ]);
    expect(statement?.values).toEqual([['1', '2'], ['a@x.example'], ['49301'], ['501']]);
  });

  it('leaves out ids that the column cannot hold, and is none where none is left', () => {
    const ids = ['1', '007', '1.0', '1e3', '2147483648', '-5', 'abc', ' 1', '99999999999999999999'];
    expect(customersStatement(customers, table, { ...nothing, ids })?.values).toEqual([['1', '-5']]);
    expect(customersStatement(customers, table, { ...nothing, ids: ['abc'] })).toBeNull();
    expect(customersStatement(customers, table, { ...nothing, externalIds: new Map([['stripe:customer', ['1']]]) })).toBeNull();
  });
});

describe('the invoices statement', () => {
  it('puts the newest first', () => {
    const uuid = '123e4567-e89b-12d3-a456-426614174000';
    expect(invoicesStatement(invoices, table, [uuid, uuid.toUpperCase(), 'x'])).toEqual({
      text: [
        `select t."no"::text, t."who"""::text, t."sum"::numeric::text, (t."on" at time zone 'UTC')::date::text`,
        `  from "public"."c" as t`,
        ` where t."who""" = any($1::uuid[])`,
        ` order by t."on" desc nulls last, t."no" desc nulls last`,
      ].join('\n'),
      values: [[uuid]],
    });
  });
});
