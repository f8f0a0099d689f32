// The text of the statements for customers: one for any number of keys, values bound, names quoted, indexes usable.
import { sectionsOf } from '../../../platform/sql/columns';
import { customersStatement, searchStatement, type Wanted } from '../../../platform/sql/customer-statements';

const [section] = sectionsOf(
  {
    customers: {
      table: 'c',
      id: 'no',
      fields: { email: 'mail', phone: 'tel', createdAt: 'since' },
      externalIds: { 'hubspot:contact': 'hub' },
    },
  },
  { customers: { createdAt: 'instant' } },
);
if (section === undefined) throw new Error('a section');

const table = {
  sql: '"public"."c"',
  types: new Map([
    ['no', 'int4'],
    ['hub', 'numeric'],
    ['since', 'timestamptz'],
  ]),
};
const nothing: Wanted = { ids: [], emails: [], phoneDigits: [], survivors: [], externalIds: new Map() };

describe('the customers statement', () => {
  it('asks only for what is wanted', () => {
    expect(customersStatement({ section, table }, { ...nothing, emails: ['a@x.example', 'b@x.example'] })).toEqual({
      text: [
        `select t."no"::text, t."mail"::text, t."tel"::text, (t."since" at time zone 'UTC')::timestamp::text, t."hub"::text`,
        `  from "public"."c" as t`,
        ` where lower(trim(t."mail"::text)) = any($1::text[])`,
      ].join('\n'),
      values: [['a@x.example', 'b@x.example']],
    });
  });

  it('asks for everything at once', () => {
    const statement = customersStatement(
      { section, table },
      {
        ids: ['1', '2'],
        emails: ['a@x.example'],
        phoneDigits: ['49301'],
        survivors: ['3'],
        externalIds: new Map([['hubspot:contact', ['501']]]),
      },
    );
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
    expect(customersStatement({ section, table }, { ...nothing, ids })?.values).toEqual([['1', '-5']]);
    expect(customersStatement({ section, table }, { ...nothing, ids: ['abc'] })).toBeNull();
    expect(customersStatement({ section, table }, { ...nothing, externalIds: new Map([['stripe:customer', ['1']]]) })).toBeNull();
  });
});

test('the statement of a search binds one pattern, which holds the text as it is', () => {
  const fields = { givenName: 'first', familyName: 'last', email: ['mail', 'mail2'] };
  const [named] = sectionsOf({ customers: { table: 'c', id: 'no', fields } }, { customers: {} });
  if (named === undefined) throw new Error('a section');
  expect(searchStatement({ section: named, table: { sql: '"c"', types: new Map() } }, '50%_\\', 3)).toEqual({
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
