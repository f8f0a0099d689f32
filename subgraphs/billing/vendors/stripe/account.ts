// The Stripe account that the answers are of: whose ids are its own, and where a person can open what they name.
import { parseRecordId, recordId, type RecordId } from '../../../../platform/record';
import type { CrosswalkKey } from './settings';

export interface Account {
  source: string;
  /** `acct_…`; undefined = the one the person has open. */
  id: string | undefined;
  phoneRegion: string | undefined;
  crosswalk: readonly CrosswalkKey[];
}

/**
 * In the dashboard, which has test data apart. An invoice's `hosted_invoice_url` would open for everybody who has it, and is
 * given to nobody here.
 */
export function toUrl({ id }: Account, page: string, { livemode }: { livemode: boolean }): string {
  return ['https://dashboard.stripe.com', ...(id === undefined ? [] : [id]), ...(livemode ? [] : ['test']), page].join('/');
}

export function customerId({ source }: Account, id: string): RecordId {
  return recordId(source, 'customer', id);
}

/** Stripe's ids among global ids of customers, each with the global id. Others are unknown here, and never sent. */
export function ownIds({ source }: Account, recordIds: readonly RecordId[]): Map<string, RecordId> {
  return new Map(
    recordIds.flatMap((record) => {
      const parts = parseRecordId(record);
      const own = parts !== null && parts.source === source && parts.type === 'customer' && isCustomerId(parts.id);
      return own ? [[parts.id, record] as const] : [];
    }),
  );
}

/** `cus_…`, or what old accounts gave their customers; never the name of an endpoint. */
function isCustomerId(id: string): boolean {
  return /^[\w-]{1,255}$/.test(id) && id !== 'search';
}

/** Stripe's instants are Unix seconds. */
export function toInstant(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
