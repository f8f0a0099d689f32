// Finding contacts, leads and accounts: identifiers of every kind, for however many customers, in one composite request of at most
// five queries. Numbers have queries of their own: their fields are not indexed, and must not slow down what is.
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { findMixed } from '../../../../platform/batch-read';
import type { BatchRead, Identifier, LookupBy, LookupDeclaration } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { parseRecordId } from '../../../../platform/record';
import type { CrmRecord } from '../../contract';
import { AccountRow, toAccountRecord } from './account-wire';
import { runQueries, type Query, type SalesforceApi } from './api';
import { ContactRow, toContactRecord } from './contact-wire';
import type { ReadFields, RecordFields } from './fields';
import { idsOf, ownIds } from './ids';
import { LeadRow, toLeadRecord } from './lead-wire';
import type { Org } from './org';
import { anyOf, holdsDigits, isIn } from './soql';

/** Keeps each statement far below its 100,000 characters. */
const IDENTIFIERS = 200;
/** No field that may hold an id or an address is longer. */
const LONGEST_VALUE = 255;
const WAYS: readonly LookupBy[] = ['id', 'email', 'phone', 'externalId'];

/** Queries see a change at once, and compare texts in any case; ids tell upper from lower. */
export const LOOKUPS: readonly LookupDeclaration[] = WAYS.map((by) => ({
  by,
  keysPerCall: IDENTIFIERS,
  caseSensitive: by === 'id',
  lagSeconds: null,
}));

export function findRecords(api: SalesforceApi, org: Org, fields: ReadFields): BatchRead<Identifier, readonly CrmRecord[]> {
  return findMixed<CrmRecord>({
    ways: WAYS,
    keysPerCall: IDENTIFIERS,
    read: (identifiers, call) => readRecords(api, org, fields, identifiers, call),
    heldBy: (record) => heldBy(record, org),
  });
}

async function readRecords(
  api: SalesforceApi,
  org: Org,
  fields: ReadFields,
  identifiers: readonly Identifier[],
  call: Call,
): Promise<CrmRecord[]> {
  const queries = lookupQueries(org, await fields(call), identifiers);
  const found = (await runQueries(api, queries, call)).flat().filter((record) => record !== null);
  return [...new Map(found.map((record) => [record.id, record])).values()];
}

/** A row as our record; null for what is in the recycle bin and was not merged into another record. */
type RecordQuery = Query<CrmRecord | null>;

function lookupQueries(org: Org, fields: RecordFields, identifiers: readonly Identifier[]): RecordQuery[] {
  const values = (by: LookupBy) =>
    identifiers.filter((one) => one.by === by && one.value.length <= LONGEST_VALUE).map(({ value }) => value);
  const ids = values('id');
  const idsIn = (type: 'contact' | 'lead' | 'account') => isIn('Id', [...ownIds(org.source, type, ids).keys()]);
  const inAddresses = isIn('Email', values('email'));
  const numbers = values('phone').flatMap((phone) => parsePhoneNumberFromString(phone)?.nationalNumber ?? []);
  const holding = (phones: readonly string[]) => anyOf(phones.flatMap((field) => numbers.map((number) => holdsDigits(field, number))));
  const stored = values('externalId').flatMap((value) => parseRecordId(value) ?? []);
  const crosswalk = org.crosswalk.map(({ records, field }) =>
    isIn(
      field,
      stored.filter(({ source, type }) => `${source}:${type}` === records).map(({ id }) => id),
    ),
  );
  const contacts = contactQuery(org, fields.Contact);
  const leads = leadQuery(org, fields.Lead);
  return [
    contacts(anyOf([idsIn('contact'), inAddresses, ...crosswalk]), idsIn('contact') !== null),
    contacts(holding(['Phone', 'MobilePhone', 'HomePhone']), false),
    leads(anyOf([idsIn('lead'), inAddresses]), idsIn('lead') !== null),
    leads(holding(['Phone', 'MobilePhone']), false),
    accountQuery(org, fields.Account, idsIn('account')),
  ].filter((query) => query !== null);
}

/** Where nothing is asked, there is no query. `deleted` = also those that were merged into others. */
function contactQuery(org: Org, fields: readonly string[]) {
  return (where: string | null, deleted: boolean): RecordQuery | null =>
    where === null
      ? null
      : {
          soql: `SELECT ${fields.join(',')} FROM Contact WHERE ${where}`,
          deleted,
          row: ContactRow.transform((row) => (isGone(row) ? null : toContactRecord(row, org))),
        };
}

function leadQuery(org: Org, fields: readonly string[]) {
  return (where: string | null, deleted: boolean): RecordQuery | null => {
    if (where === null) return null;
    const row = LeadRow.transform((lead) => (isGone(lead) ? null : toLeadRecord(lead, org)));
    return { soql: `SELECT ${fields.join(',')} FROM Lead WHERE ${where}`, deleted, row };
  };
}

function accountQuery(org: Org, fields: readonly string[], where: string | null): RecordQuery | null {
  if (where === null) return null;
  const row = AccountRow.transform((account) => (isGone(account) ? null : toAccountRecord(account, org)));
  return { soql: `SELECT ${fields.join(',')} FROM Account WHERE ${where}`, deleted: true, row };
}

function isGone({ IsDeleted, MasterRecordId }: { IsDeleted: boolean; MasterRecordId: string | null }): boolean {
  return IsDeleted && MasterRecordId === null;
}

/** What has become another record is found by its id alone, and so is an account: its number is that of everybody there. */
function heldBy(record: CrmRecord, { source }: Org): Identifier[] {
  const parts = parseRecordId(record.id);
  const type = parts?.type === 'lead' || parts?.type === 'account' ? parts.type : 'contact';
  const ids = idsOf(source, type, parts?.id ?? '').map((value): Identifier => ({ by: 'id', value }));
  if (record.movedTo !== null || type === 'account') return ids;
  return [
    ...ids,
    ...record.emails.map(({ value }): Identifier => ({ by: 'email', value })),
    ...record.phones.map(({ value }): Identifier => ({ by: 'phone', value })),
    ...record.externalIds.map((value): Identifier => ({ by: 'externalId', value })),
  ];
}
