// Open deals by the day they are expected to close, as a list of their contacts: deals with their contact roles are queried, then the
// contacts read. A deal in which nobody has a role is the account's.
import { z } from 'zod';
import type { BatchRead, Identifier, ListedItem, ListRead } from '../../../../platform/connector';
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
    const dealsOf = new Map<RecordId, ClosingRow[]>();
    for (const deal of deals) for (const id of ownersOf(deal, org)) dealsOf.set(id, [...(dealsOf.get(id) ?? []), deal]);
    const ids = [...dealsOf.keys()];
    const found = await find(
      ids.slice(0, most).map((value) => ({ by: 'id', value })),
      call,
    );
    const records = found.flatMap((answer) => {
      // A list that lacks two hundred of them would look complete: all, or none.
      if (answer instanceof Error) throw answer;
      return answer.map((record) => ({ record, items: (dealsOf.get(record.id) ?? []).map((deal) => toItem(deal, record.id, org)) }));
    });
    return { records, complete: deals.length < MAX_DEALS && ids.length <= most };
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
