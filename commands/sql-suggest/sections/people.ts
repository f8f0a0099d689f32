// The sections about people: customers, and the staff that customers and orders name. Pure.
import { salesPersonIn } from '../keys';
import { picked, type Picks } from '../picks';
import type { Candidate } from '../scores';
import { columnLines, headLines, leftOver, line, type Line, type Section } from '../section';
import { wordKey, type Words } from '../status-columns';
import { regionOf } from '../regions';
import type { Plain } from '../yaml-text';

const TEXTS = ['name', 'givenName', 'familyName', 'company', 'jobTitle', 'language', 'taxId', 'line1', 'city', 'postalCode', 'country'];
const DAYS = ['birthDate', 'createdAt', 'updatedAt'];

/** Columns that hold the id of a record elsewhere, and the record's type there. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^hubspot_?(contact_?)?(id|vid)$/i, 'hubspot:contact'],
  [/^stripe_?(customer_?)?id$/i, 'stripe:customer'],
  [/^shopify_?(customer_?)?id$/i, 'shopify:customer'],
  [/^zendesk_?((user|requester)_?)?id$/i, 'zendesk:user'],
  [/^klaviyo_?(profile_?)?id$/i, 'klaviyo:profile'],
];

/** The customers' section; `staff` is who they may name. */
export function customersSection(candidate: Candidate, staff: Candidate | null, words: Words): Section {
  const { table, picks } = candidate;
  const head = [...headLines(candidate, null), ...salesPersonLines(candidate, staff), ...phoneRegionLines(candidate, words)];
  const organisation = picked(picks, 'isOrganisation');
  const fields = [
    ...['email', 'phone'].flatMap((field) => contactLines(picks, field)),
    ...(organisation === null
      ? []
      : [line('kind', { column: organisation.column.name, values: { true: 'ORGANIZATION', false: 'PERSON' }, default: 'PERSON' })]),
    ...columnLines(picks, [...TEXTS, ...DAYS]),
  ];
  const external = table.columns.flatMap(({ name }) =>
    ELSEWHERE.flatMap(([pattern, type]) => (pattern.test(name) ? [[type, name] as const] : [])),
  );
  if (external.length > 0) {
    const seen = new Map(external.toReversed());
    head.push(
      line('externalIds', Object.fromEntries([...seen].sort()), 'do they hold those systems’ own ids? Such a link is never doubted'),
    );
  }
  const notes =
    picks.has('email') || picks.has('phone') ? [] : ['No column for an email address or a phone number: nobody will be found by one.'];
  return { candidate, head, fields, notes, left: leftOver({ candidate, head, fields: [...fields, ...asUsed(external)] }) };
}

/** The section of who is named as sales person. */
export function staffSection(candidate: Candidate): Section {
  const head = headLines(candidate, null);
  const fields = columnLines(candidate.picks, ['name', 'givenName', 'familyName', 'email']);
  return { candidate, head, fields, notes: [], left: leftOver({ candidate, head, fields }) };
}

/** `salesPerson: column`, where the table names one of the staff. */
export function salesPersonLines({ table }: Candidate, staff: Candidate | null): Line[] {
  if (staff?.id == null) return [];
  const found = salesPersonIn(table, { table: staff.table, id: staff.id.column });
  return found === null ? [] : [line('salesPerson', found.column, ...found.doubts)];
}

/** One column as it is; several as a list, the main one first. */
function contactLines(picks: Picks, field: string): Line[] {
  const columns = picks.get(field) ?? [];
  const [first, ...more] = columns;
  if (first === undefined) return [];
  return [line(field, more.length === 0 ? first.column.name : columns.map(({ column }) => column.name), first.doubt)];
}

/** Where numbers without a country code are from: the country of the address, as two letters. */
function phoneRegionLines({ table, picks }: Candidate, words: Words): Line[] {
  const country = picked(picks, 'country')?.column;
  if (country === undefined || !picks.has('phone')) return [];
  const read = words.get(wordKey(table, country.name));
  if (country.length === 2) return [line('phoneRegion', { column: country.name })];
  if (read === undefined || read === 'unreadable' || read === 'no words' || read.words.length === 0) return [];
  if (read.words.every(({ theirs }) => /^[A-Z]{2}$/.test(theirs))) return [line('phoneRegion', { column: country.name })];
  const values: [string, string][] = [];
  const unknown: string[] = [];
  for (const { theirs } of read.words) {
    const region = regionOf(theirs);
    if (region === null) unknown.push(theirs);
    else values.push([theirs, region]);
  }
  // A column of other things is not shown, not even as a doubt.
  if (values.length === 0 || unknown.length > values.length) return [];
  const value: Plain = { column: country.name, values: Object.fromEntries(values) };
  return [line('phoneRegion', value, unknown.length === 0 ? null : `not known to us: ${unknown.join(', ')}`)];
}

function asUsed(external: readonly (readonly [string, string])[]): Line[] {
  return external.map(([, column]) => line(column, column));
}
