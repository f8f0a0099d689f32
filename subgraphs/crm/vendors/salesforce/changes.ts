// What has changed in Salesforce, which tells of nothing by webhooks: contacts, leads, accounts and opportunities by the time of their last
// change, deleted ones too. One request an asking. Ids and times alone are read.
import { z } from 'zod';
import type { ReadChanges } from '../../../../platform/polls/declaration';
import { recordId, type RecordId } from '../../../../platform/record';
import type { VendorEvent } from '../../../../platform/webhooks/declaration';
import { runQueries, type Query, type SalesforceApi } from './api';
import { Instant, toInstant } from './org';
import { literal } from './soql';

/** Rows of each object in one asking. */
const MOST = 200;
/**
 * What was changed so shortly before an asking is read in the next one again: a transaction shows what it wrote once it is done, with the
 * time of the writing. Doubles are known by their ids.
 */
const OVERLAP_MS = 60_000;

const OBJECTS = { Contact: 'contact', Lead: 'contact', Account: 'company', Opportunity: 'deal' } as const;
type Polled = keyof typeof OBJECTS;
const NAMES = ['Contact', 'Lead', 'Account', 'Opportunity'] as const satisfies readonly Polled[];

/** Everything before `from` was read; behind it, of each object what is up to a record of it. */
const Cursor = z.object({
  from: z.iso.datetime(),
  upTo: z.partialRecord(z.enum(NAMES), z.object({ at: z.iso.datetime(), id: z.string() })),
});
type Cursor = z.infer<typeof Cursor>;

const stamps = { Id: z.string(), IsDeleted: z.boolean(), CreatedDate: Instant, SystemModstamp: Instant };
const Children = z.object({ records: z.array(z.object({ ContactId: z.string().nullable() })) }).nullish();
const Row = z.object({ ...stamps, AccountId: z.string().nullish(), OpportunityContactRoles: Children });
type Row = z.infer<typeof Row>;

/**
 * Up to 200 of each object, by `SystemModstamp`, which every change moves and which is indexed:
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-getupdated.html. One request of the day's.
 */
export function changesOf(api: SalesforceApi): ReadChanges {
  return async (given, call) => {
    const startedAt = Date.now();
    const cursor = given === null ? null : toCursor(given);
    if (cursor === null) return { events: [], cursor: JSON.stringify(upToNow(startedAt)), more: false };
    const found = await runQueries(
      api,
      NAMES.map((name) => toQuery(name, cursor)),
      call,
    );
    const lists = NAMES.map((name, index) => ({ name, rows: found[index] ?? [] }));
    const more = lists.some(({ rows }) => rows.length >= MOST);
    const events = lists.flatMap(({ name, rows }) => rows.flatMap((row) => toEvents(api.source, name, row, cursor)));
    const read = lists.flatMap(({ name, rows }) => {
      const last = rows.at(-1);
      return last === undefined ? [] : [[name, { at: timeOf(last), id: last.Id }] as const];
    });
    const next = more
      ? { from: cursor.from, upTo: { ...cursor.upTo, ...Object.fromEntries(read) } }
      : upToNow(salesforceTime(api, startedAt));
    return { events, cursor: JSON.stringify(next), more };
  };
}

/** null = another version of us wrote it: from now on. */
function toCursor(text: string): Cursor | null {
  try {
    return Cursor.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function upToNow(now: number): Cursor {
  return { from: new Date(now - OVERLAP_MS).toISOString(), upTo: {} };
}

/** By Salesforce's clock, where it tells: ours may be ahead of it. */
function salesforceTime({ http }: SalesforceApi, ours: number): number {
  const told = Date.parse(http.lastHeaders()?.['date'] ?? '');
  return Number.isNaN(told) ? ours : Math.min(told, ours);
}

function toQuery(name: Polled, { from, upTo }: Cursor): Query<Row> {
  const fields = [
    ...['Id', 'IsDeleted', 'CreatedDate', 'SystemModstamp'],
    ...(name === 'Opportunity' ? ['AccountId', '(SELECT ContactId FROM OpportunityContactRoles)'] : []),
  ];
  const last = upTo[name];
  const where =
    last === undefined
      ? `SystemModstamp >= ${toTime(from)}`
      : `SystemModstamp > ${toTime(last.at)} OR (SystemModstamp = ${toTime(last.at)} AND Id > ${literal(last.id)})`;
  const soql = `SELECT ${fields.join(',')} FROM ${name} WHERE ${where} ORDER BY SystemModstamp,Id LIMIT ${MOST}`;
  return { soql, row: Row, deleted: true };
}

/** Salesforce keeps whole seconds. */
function toTime(instant: string): string {
  return `${instant.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`;
}

function timeOf({ SystemModstamp, CreatedDate }: Row): string {
  return toInstant(SystemModstamp) ?? toInstant(CreatedDate) ?? new Date(0).toISOString();
}

/** A new record may have been changed since, and is told of as both: whoever waits for new ones must not miss it. */
function toEvents(source: string, name: Polled, row: Row, { from }: Cursor): (VendorEvent & { id: string })[] {
  const about = aboutOf(source, name, row);
  if (about.records.length === 0) return [];
  const [at, createdAt] = [timeOf(row), toInstant(row.CreatedDate)];
  const isNew = createdAt !== null && createdAt >= from && !row.IsDeleted;
  const event = (id: string, what: string, when: string) => ({
    ...{ id: `poll:${name}/${row.Id}/${id}`, type: `crm.${OBJECTS[name]}.${what}`, at: when, ...about },
  });
  return [
    ...(isNew ? [event('new', 'created', createdAt)] : []),
    ...(isNew && createdAt === at ? [] : [event(toTime(at), row.IsDeleted ? 'deleted' : 'updated', at)]),
  ];
}

/** A deal is its contacts' and its account's; one of nobody is shown nowhere. */
function aboutOf(source: string, name: Polled, row: Row): { records: RecordId[]; items?: RecordId[] } {
  if (name !== 'Opportunity') return { records: [recordId(source, name.toLowerCase(), row.Id)] };
  const contacts = (row.OpportunityContactRoles?.records ?? []).flatMap(({ ContactId }) => ContactId ?? []);
  return {
    records: [
      ...[...new Set(contacts)].map((id) => recordId(source, 'contact', id)),
      ...(row.AccountId == null ? [] : [recordId(source, 'account', row.AccountId)]),
    ],
    items: [recordId(source, 'opportunity', row.Id)],
  };
}
