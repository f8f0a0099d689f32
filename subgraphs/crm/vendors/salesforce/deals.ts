// Deals of contacts, by the roles that they have in them, and of accounts: two queries in one request, for as many as 200 of both.
import { z } from 'zod';
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { Deal } from '../../contract';
import { runQueries, type Query, type SalesforceApi } from './api';
import { DealRow, dealFields, toDeal } from './deal-wire';
import { ownIds, shortId } from './ids';
import type { Org } from './org';
import { isIn } from './soql';

const RECORDS = 200;

/** A deal, and whose it is: a contact's or an account's id. */
interface OwnedDeal {
  owner: string;
  deal: DealRow;
}

const RoleRow = z.object({ ContactId: z.string(), Opportunity: DealRow });
const AccountDealRow = DealRow.extend({ AccountId: z.string() });

/** Leads have none. Read to the end, 2,000 a page. */
export function dealsOfRecords(api: SalesforceApi, org: Org): BatchRead<RecordId, readonly Deal[]> {
  return chunked<readonly Deal[]>({
    absent: [],
    keysPerCall: RECORDS,
    async read(recordIds, call) {
      const contacts = ownIds(api.source, 'contact', recordIds);
      const accounts = ownIds(api.source, 'account', recordIds);
      const queries = [byContacts(org, [...contacts.keys()]), byAccounts(org, [...accounts.keys()])].filter((query) => query !== null);
      const found = (await runQueries(api, queries, call)).flat();
      const deals = new Map<RecordId, Map<string, Deal>>();
      for (const { owner, deal } of found) {
        for (const record of contacts.get(shortId(owner)) ?? accounts.get(shortId(owner)) ?? []) {
          // Somebody may have two roles in one deal.
          deals.set(record, (deals.get(record) ?? new Map<string, Deal>()).set(deal.Id, toDeal(deal, record, org)));
        }
      }
      return new Map([...deals].map(([record, own]) => [record, newestFirst([...own.values()], ({ createdAt }) => createdAt)]));
    },
  });
}

function byContacts(org: Org, ids: readonly string[]): Query<OwnedDeal> | null {
  const where = isIn('ContactId', ids);
  if (where === null) return null;
  return {
    soql: `SELECT ContactId,${dealFields(org, 'Opportunity.')} FROM OpportunityContactRole WHERE ${where}`,
    row: RoleRow.transform(({ ContactId, Opportunity }) => ({ owner: ContactId, deal: Opportunity })),
  };
}

function byAccounts(org: Org, ids: readonly string[]): Query<OwnedDeal> | null {
  const where = isIn('AccountId', ids);
  if (where === null) return null;
  return {
    soql: `SELECT AccountId,${dealFields(org)} FROM Opportunity WHERE ${where}`,
    row: AccountDealRow.transform(({ AccountId, ...deal }) => ({ owner: AccountId, deal })),
  };
}
