// Salesforce's opportunities: what is read of them, and how it becomes our deals. Pure, sends nothing.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import { recordId, type RecordId } from '../../../../platform/record';
import type { Deal } from '../../contract';
import { Instant, Text, toInstant, toOwnerId, toUrl, type Org } from './org';

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunity.htm */
export const DealRow = z.object({
  ...{ Id: z.string(), Name: Text, StageName: Text, IsClosed: z.boolean(), IsWon: z.boolean(), Amount: z.number().nullable() },
  ...{ CloseDate: z.iso.date().nullable(), CreatedDate: Instant, OwnerId: Text },
  /** There is no such field in an org of one currency. */
  CurrencyIsoCode: Text.optional(),
});
export type DealRow = z.infer<typeof DealRow>;

/** `through` = the way from the object that is queried: `Opportunity.`, or nothing. */
export function dealFields({ currency }: Org, through = ''): string {
  const own = ['Id', 'Name', 'StageName', 'IsClosed', 'IsWon', 'Amount', 'CloseDate', 'CreatedDate', 'OwnerId'];
  return [...own, ...(currency === 'multi' ? ['CurrencyIsoCode'] : [])].map((field) => through + field).join(',');
}

/** `record` is the contact or account it was asked for. */
export function toDeal(row: DealRow, record: RecordId, org: Org): Deal {
  const currency = (org.currency === 'multi' ? textOf(row.CurrencyIsoCode ?? null) : org.currency) ?? null;
  const amount = currency === null || row.Amount === null ? null : toDecimal(row.Amount);
  return {
    id: recordId(org.source, 'opportunity', row.Id),
    url: toUrl(org, 'Opportunity', row.Id),
    name: textOf(row.Name),
    stage: textOf(row.StageName),
    status: row.IsWon ? 'WON' : row.IsClosed ? 'LOST' : 'OPEN',
    amount,
    currency: amount === null ? null : currency,
    closeDate: row.CloseDate,
    createdAt: toInstant(row.CreatedDate),
    ownerId: toOwnerId(org, row.OwnerId),
    record,
  };
}

/** Amounts are JSON numbers of at most 18 digits, with 2 decimals as a rule: never in powers of ten. */
function toDecimal(amount: number): string {
  const text = String(amount);
  return text.includes('e') ? amount.toFixed(2) : text;
}
