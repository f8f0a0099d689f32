// Who works for an organisation: the contacts of an account, or of the account behind a function's mailbox.
import { z } from 'zod';
import type { ListedRecord, ListRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import type { CrmRecord } from '../../contract';
import { runQuery, type SalesforceApi } from './api';
import { ContactRow, toContactRecord } from './contact-wire';
import type { ReadFields } from './fields';
import { ownIds } from './ids';
import type { Org } from './org';
import { isIn } from './soql';

const EmployerRow = z.object({ AccountId: z.string().nullable() });

/**
 * Persons among the contacts of any of the accounts, the oldest contact first; mailboxes of a function are none. Where only such
 * a mailbox is given, those of its account. Costs one query (two for a mailbox alone), and one request for every further 2,000.
 */
export function peopleOf(api: SalesforceApi, org: Org, fields: ReadFields): ListRead<{ organizations: readonly RecordId[] }, CrmRecord> {
  return async ({ organizations }, most, call) => {
    const accounts = [...ownIds(api.source, 'account', organizations).keys()];
    const mailboxes = [...ownIds(api.source, 'contact', organizations).keys()];
    const employers = accounts.length > 0 ? accounts : await accountsOf(api, mailboxes, call);
    const where = isIn('AccountId', employers);
    if (where === null) return { records: [], complete: true };
    const soql = `SELECT ${(await fields(call)).Contact.join(',')} FROM Contact WHERE ${where} ORDER BY CreatedDate,Id`;
    const contacts = await runQuery(api, { soql, row: ContactRow }, call);
    const people = contacts.map((row) => toContactRecord(row, org)).filter(({ kind }) => kind === 'PERSON');
    const records = people.slice(0, most).map((record): ListedRecord<CrmRecord> => ({ record, items: [] }));
    return { records, complete: people.length <= most };
  };
}

async function accountsOf(api: SalesforceApi, contactIds: readonly string[], call: Call): Promise<string[]> {
  const where = isIn('Id', contactIds);
  if (where === null) return [];
  const rows = await runQuery(api, { soql: `SELECT AccountId FROM Contact WHERE ${where}`, row: EmployerRow }, call);
  return rows.flatMap(({ AccountId }) => AccountId ?? []);
}
