// The text of billing's statements: what is paid or not due stays in the database, values are bound, indexes usable.
import { sectionsOf } from '../../../../../platform/sql/columns';
import { parseMapping, readMapping } from '../../../../../platform/sql/mapping-file';
import { BILLING_WORDS } from '../../../../../subgraphs/billing/vendors/sql/mapping';
import { invoicesStatement, overdueStatement } from '../../../../../subgraphs/billing/vendors/sql/statements';

const YAML = `
customers: { table: c, id: no, fields: { givenName: first, familyName: last, email: [mail, mail2] } }
invoices:
  table: i
  id: no
  customer: who
  fields: { dueDate: { column: 'on', plusDays: 14 }, total: sum, balance: rest, currency: { constant: EUR }, status: { column: state } }
`;

function overdueOf(yaml: string, types: Readonly<Record<string, string>> = {}) {
  const { sections: named, mapping, faults } = readMapping(parseMapping(yaml).document, BILLING_WORDS);
  const [customers, invoices] = named;
  if (mapping === null || customers === undefined || invoices === undefined) throw new Error(faults.join());
  const tableOf = (sql: string) => ({ sql, types: new Map(Object.entries({ no: 'int4', who: 'int4', on: 'date', ...types })) });
  const sections = { customers: { section: customers, table: tableOf('"c"') }, invoices: { section: invoices, table: tableOf('"i"') } };
  return overdueStatement(mapping.own.invoices, sections, '2026-11-21', 7);
}

/** The conditions alone, and what is bound. */
function conditionsOf(yaml: string): [string[], unknown] {
  const statement = overdueOf(yaml);
  const where = statement?.text.split('\n where ')[1]?.split('\n order by ')[0] ?? '';
  return [where.split('\n   and ').slice(1), statement?.values.slice(1)];
}

describe('the statement of what is overdue', () => {
  it('joins invoices and customers by their own types', () => {
    expect(overdueOf(YAML)).toEqual({
      text: [
        `select c."no"::text, c."first"::text, c."last"::text, c."mail"::text, c."mail2"::text, i."no"::text, i."who"::text, i."on"::date::text, i."sum"::numeric::text, i."rest"::numeric::text, i."state"::text`,
        `  from "c" as c`,
        `  join "i" as i on c."no" = i."who"`,
        ` where i."on"::date <= ($1::date[])[1] - (14)`,
        `   and coalesce(btrim(i."state"::text, E' \\t\\r\\n'), '') <> all($2::text[])`,
        `   and (i."rest"::numeric > 0) is not false`,
        ` order by i."on"::date, c."no", i."no"`,
        ` limit 7`,
      ].join('\n'),
      values: [['2026-11-21'], ['DRAFT', 'PAID', 'VOID', 'UNCOLLECTIBLE']],
    });
    expect(overdueOf(YAML, { who: 'text' })?.text).toContain('on c."no"::text = i."who"::text');
    expect(overdueOf(YAML, { on: 'timestamptz' })?.text).toContain(`where (i."on" at time zone 'UTC')::date <=`);
  });

  it.each([
    ['{ constant: OPEN }', [], []],
    ['{ column: state, default: PAID }', ['<> all($2::text[])'], [['DRAFT', 'PAID', 'VOID', 'UNCOLLECTIBLE', '']]],
    ['{ column: state, values: { a: OPEN, b: PAID, c: VOID } }', ['<> all($2::text[])'], [['b', 'c']]],
    ['{ column: state, values: { a: OPEN, b: PAID }, default: OPEN }', ['<> all($2::text[])'], [['b']]],
    ['{ column: state, values: { a: OPEN, b: PAID }, default: PAID }', ['= any($2::text[])'], [['a']]],
  ])('leaves out what has nothing due by its status: %s', (status, conditions, values) => {
    const [found, bound] = conditionsOf(YAML.replace('{ column: state }', status));
    expect(found).toHaveLength(conditions.length + 1);
    conditions.forEach((condition, index) => expect(found[index]).toContain(condition));
    expect(bound).toEqual(values);
  });

  it.each([
    ['', 'i."sum"::numeric > 0', []],
    ['balance: { column: rest, divideBy: 100 },', 'i."rest"::numeric > 0', []],
    ['balance: { column: rest, default: 5 },', 'coalesce(i."rest"::numeric, ($2::numeric[])[1]) > 0', [['5']]],
    [
      'paid: { column: got, divideBy: 100, default: 0 },',
      'i."sum"::numeric * 100 > coalesce(i."got"::numeric, ($2::numeric[])[1]) * 1',
      [['0']],
    ],
  ])('leaves out what is paid: %s', (amounts, condition, values) => {
    const yaml = YAML.replace('balance: rest,', amounts).replace('{ column: state }', '{ constant: OPEN }');
    expect(conditionsOf(yaml)).toEqual([[`(${condition}) is not false`], values]);
  });

  it('is none where nothing can be overdue', () => {
    expect(overdueOf(YAML.replace(`dueDate: { column: 'on', plusDays: 14 },`, ''))).toBeNull();
    expect(overdueOf(YAML.replace('{ column: state }', '{ constant: PAID }'))).toBeNull();
  });
});

describe('the invoices statement', () => {
  it('puts the newest first', () => {
    const [section] = sectionsOf(
      { invoices: { table: 'i', id: 'no', customer: 'who"', fields: { total: 'sum', issueDate: { column: 'on', plusDays: 0 } } } },
      BILLING_WORDS.readings,
    );
    if (section === undefined) throw new Error('a section');
    const table = { sql: '"public"."c"', types: new Map(Object.entries({ no: 'int4', 'who"': 'uuid', on: 'timestamptz', sum: 'money' })) };
    const uuid = '123e4567-e89b-12d3-a456-426614174000';
    expect(invoicesStatement({ section, table }, [uuid, uuid.toUpperCase(), 'x'])).toEqual({
      paths: ['id', 'customer', 'fields.total', 'fields.issueDate'],
      statement: {
        text: [
          `select t."no"::text, t."who"""::text, t."sum"::numeric::text, (t."on" at time zone 'UTC')::date::text`,
          `  from "public"."c" as t`,
          ` where t."who""" = any($1::uuid[])`,
          ` order by t."on" desc nulls last, t."no" desc nulls last`,
        ].join('\n'),
        values: [[uuid]],
      },
    });
  });
});
