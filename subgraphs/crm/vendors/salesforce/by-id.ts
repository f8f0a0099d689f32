// Staff and companies by their ids: one request for as many as 2,000 (an sObject collection).
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import { normaliseEmail } from '../../../../platform/identity/email';
import { recordId, type RecordId } from '../../../../platform/record';
import type { Company, Owner } from '../../contract';
import { COMPANY_FIELDS, CompanyRow, toCompany } from './account-wire';
import { MAX_IDS, readRecords, type SalesforceApi } from './api';
import { ownIds, shortId, type OwnType } from './ids';
import { Text, type Org } from './org';

export const UserRow = z.object({ Id: z.string(), Name: Text, Email: Text });

/** People who have left are known as long as Salesforce has their users, which is for ever. */
export function ownersById(api: SalesforceApi): BatchRead<RecordId, Owner | null> {
  return byId(api, 'user', { object: 'User', fields: ['Id', 'Name', 'Email'], row: UserRow }, (row) => toOwner(row, api.source));
}

export function toOwner({ Id, Name, Email }: z.infer<typeof UserRow>, source: string): Owner {
  return { id: recordId(source, 'user', Id), name: textOf(Name), email: normaliseEmail(Email) };
}

export function companiesById(api: SalesforceApi, org: Org): BatchRead<RecordId, Company | null> {
  return byId(api, 'account', { object: 'Account', fields: COMPANY_FIELDS, row: CompanyRow }, (row) => toCompany(row, org));
}

function byId<Row extends { Id: string }, Value extends { id: RecordId }>(
  api: SalesforceApi,
  type: OwnType,
  what: { object: string; fields: readonly string[]; row: z.ZodType<Row> },
  toValue: (row: Row) => Value,
): BatchRead<RecordId, Value | null> {
  return chunked<Value | null>({
    absent: null,
    keysPerCall: MAX_IDS,
    async read(recordIds, call) {
      const asked = ownIds(api.source, type, recordIds);
      const rows = await readRecords(api, what, [...asked.keys()], call);
      return new Map(rows.flatMap((row) => (asked.get(shortId(row.Id)) ?? []).map((id) => [id, toValue(row)] as const)));
    },
  });
}
