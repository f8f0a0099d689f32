// A mapping file as lines, held to what makes a row a customer; the domains' own sections are held to theirs in their tests.
import { keysOf, toCustomer } from '../../../platform/sql/customer-rows';
import type { DomainWords } from '../../../platform/sql/mapping-file';
import { z } from 'zod';
import { describeMapping } from '../../contracts/mapping.contract';
import { readFile } from './mapped-rows';

const CUSTOMERS_ALONE: DomainWords<object> = { schema: z.object({}), readings: {}, fills: () => [] };

const FULL = `
customers:
  table: crm.person
  id: no
  phoneRegion: { column: land, default: DE }
  movedTo: became
  fields:
    email: [mail, mail2]
    phone: [tel, mobile]
    kind: { column: sort, values: { p: PERSON, o: ORGANIZATION } }
    name: whole
    givenName: first
    familyName: last
    company: firm
    jobTitle: post
    language: { column: lang, values: { e: en, d: de } }
    taxId: vat
    line1: street
    city: town
    postalCode: zip
    country: land
    birthDate: born
    createdAt: since
    updatedAt: changed
  externalIds: { 'hubspot:contact': hubspot }
  raw: [tier]
`;
const { sections, mapping, lines, cellsOf } = readFile(FULL, CUSTOMERS_ALONE);
const [section = { name: 'customers' as const, table: '', columns: [] }] = sections;

const ROW = {
  ...{ no: '7', became: '12', mail: 'anna@example.com', mail2: 'anna@example.net', tel: '020 7946 0001', mobile: '07700 900123' },
  ...{ sort: 'p', whole: null, first: 'Anna', last: 'Muster', firm: 'Lamps', post: 'Buyer', lang: 'd', vat: 'GB1', street: '1 Row' },
  ...{ town: 'London', zip: 'N1', land: 'GB', born: '1980-12-10', since: '2024-03-01 04:30:00.123', changed: '2024-03-01 12:00:00' },
  ...{ hubspot: '501', tier: 'gold' },
};
const NOBODY = { ...ROW, sort: null, first: null, last: null };

describeMapping({
  name: 'customers of a mapping file',
  mapping: lines,
  objects: [
    {
      of: 'PersonRecord',
      samples: [
        { 'crm.person': ROW },
        { 'crm.person': { ...ROW, whole: 'Anna Maria Muster' } },
        { 'crm.person': { ...ROW, sort: null, firm: null } },
        { 'crm.person': { ...ROW, sort: null, firm: null, mail: null, mail2: 'info@example.net' } },
        { 'crm.person': NOBODY },
        ...['whole', 'first', 'last'].map((column) => ({ 'crm.person': { ...NOBODY, [column]: 'Anna' } })),
      ],
      map(wire) {
        const cells = cellsOf(wire, 'customers');
        const keys = keysOf('house', mapping.customers, cells, undefined);
        return toCustomer({ source: 'house', mapping: mapping.customers, section, purpose: 'billing' }, cells, keys);
      },
      instead: { 'crm.person.sort': ['o'], 'crm.person.lang': ['e'] },
      never: ['employees', 'consents'],
    },
  ],
});

it('says how a column is read', () => {
  const by = (field: string) => lines.filter((line) => line.field === field).map((line) => [line.from, line.by]);
  expect(by('language')).toEqual([['crm.person.lang', 'e → en, d → de']]);
  expect(by('phones')).toEqual([
    ['crm.person.land', 'else DE; whose a number without a country code is'],
    ['crm.person.tel', 'normalisePhone'],
    ['crm.person.mobile', 'normalisePhone'],
  ]);
  expect(by('externalIds')).toEqual([
    ['crm.person.became', 'the row it was merged into'],
    ['crm.person.hubspot', 'hubspot:contact:…'],
  ]);
  expect(by('createdAt')).toEqual([['crm.person.since', 'ISO 8601 in UTC']]);
});

it('has no line for what the file leaves out', () => {
  const smallest = readFile('customers: { table: c, id: no, fields: { email: mail, company: { constant: Lamps } } }', CUSTOMERS_ALONE);
  expect(smallest.lines.map(({ field, from }) => `${field} ← ${from}`)).toEqual(['emails ← c.mail', 'kind ← c.mail']);
});
