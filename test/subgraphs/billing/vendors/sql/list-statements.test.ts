// The text of the statements for lists: what is paid or not due stays in the database, values are bound, indexes usable.
import { sectionsOf } from '../../../../../subgraphs/billing/vendors/sql/columns';
import { overdueStatement, searchStatement } from '../../../../../subgraphs/billing/vendors/sql/list-statements';
import { readMapping } from '../../../../../subgraphs/billing/vendors/sql/mapping';

const YAML = `
customers: { table: c, id: no, fields: { givenName: first, familyName: last, email: [mail, mail2] } }
invoices:
  table: i
  id: no
  customer: who
  fields: { dueDate: { column: 'on', plusDays: 14 }, total: sum, balance: rest, currency: { constant: EUR }, status: { column: state } }
`;

function overdueOf(yaml: string, types: Readonly<Record<string, string>> = {}) {
  const { document, mapping, faults } = readMapping(yaml);
  const [customers, invoices] = sectionsOf(document);
  if (mapping === null || customers === undefined || invoices === undefined) throw new Error(faults.join());
  const tableOf = (sql: string) => ({ sql, types: new Map(Object.entries({ no: 'int4', who: 'int4', on: 'date', ...types })) });
  const sections = { customers: { section: customers, table: tableOf('"c"') }, invoices: { section: invoices, table: tableOf('"i"') } };
  return overdueStatement(mapping, sections, '2026-11-21', 7);
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

test('the statement of a search binds one pattern, which holds the text as it is', () => {
  const [section] = sectionsOf(readMapping(YAML).document);
  if (section === undefined) throw new Error('a section');
  expect(searchStatement({ section, table: { sql: '"c"', types: new Map() } }, '50%_\\', 3)).toEqual({
    text: [
      `select t."no"::text, t."first"::text, t."last"::text, t."mail"::text, t."mail2"::text`,
      `  from "c" as t`,
      ` where concat_ws(' ', t."first"::text, t."last"::text) ilike any($1::text[])`,
      `    or t."mail"::text ilike any($1::text[])`,
      `    or t."mail2"::text ilike any($1::text[])`,
      ` order by t."no"`,
      ` limit 3`,
    ].join('\n'),
    values: [['%50\\%\\_\\\\%']],
  });
});
