// Open deals by the day they are expected to close, as a list of their contacts: deals with their contact roles are queried, then the
// contacts read. A deal in which nobody has a role is the account's.
import { z } from 'zod';
import type { BatchRead, Identifier, ListedItem, ListRead } from '../../../../platform/connector';
import { listByItems } from '../../../../platform/listed';
import { recordId, type RecordId } from '../../../../platform/record';
import type { CrmRecord } from '../../contract';
import { runQuery, type SalesforceApi } from './api';
import { DealRow, dealFields, toDeal } from './deal-wire';
import type { Org } from './org';

/** Deals read for one list, however few contacts they have. */
const MAX_DEALS = 1_000;

const ClosingRow = DealRow.extend({
  AccountId: z.string().nullable(),
  OpportunityContactRoles: z.object({ records: z.array(z.object({ ContactId: z.string() })) }).nullable(),
});
type ClosingRow = z.infer<typeof ClosingRow>;

/**
 * Contacts, or accounts, of open deals that close between two days, the earliest deal first. Costs two requests for up to 200 of
 * them. Where the list is not complete, later deals may be missing among the items. Deals of nobody are left out.
 */
export function closingDeals(
  api: SalesforceApi,
  org: Org,
  find: BatchRead<Identifier, readonly CrmRecord[]>,
): ListRead<{ from: string; to: string }, CrmRecord> {
  return async ({ from, to }, most, call) => {
    const deals = await runQuery(api, { soql: statement(org, from, to), row: ClosingRow }, call);
    const items = deals.flatMap((deal) => ownersOf(deal, org).map((record) => ({ record, item: toItem(deal, record, org) })));
    return listByItems({ items, complete: deals.length < MAX_DEALS }, most, find, call);
  };
}

/** Days are those of the house's own calendar: `CloseDate` has no hour. The days are `YYYY-MM-DD`, or the query is refused. */
function statement(org: Org, from: string, to: string): string {
  const [first, last] = [z.iso.date().parse(from), z.iso.date().parse(to)];
  return (
    `SELECT AccountId,${dealFields(org)},(SELECT ContactId FROM OpportunityContactRoles) FROM Opportunity ` +
    `WHERE IsClosed = FALSE AND CloseDate >= ${first} AND CloseDate <= ${last} ORDER BY CloseDate,Id LIMIT ${MAX_DEALS}`
  );
}

function ownersOf({ AccountId, OpportunityContactRoles }: ClosingRow, { source }: Org): RecordId[] {
  const contacts = new Set((OpportunityContactRoles?.records ?? []).map(({ ContactId }) => recordId(source, 'contact', ContactId)));
  return contacts.size > 0 || AccountId === null ? [...contacts] : [recordId(source, 'account', AccountId)];
}

function toItem(row: ClosingRow, record: RecordId, org: Org): ListedItem {
  const { id, url, name, closeDate, amount, currency } = toDeal(row, record, org);
  return { id, url, title: name, at: closeDate, amount: amount === null || currency === null ? null : { amount, currency } };
}
