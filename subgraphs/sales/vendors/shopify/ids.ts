// Shopify's ids (`gid://shopify/Customer/7`) and ours (`shopify:customer:7`).
import { parseRecordId, recordId, type RecordId } from '../../../../platform/record';

const GLOBAL_ID = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)$/;

/** Our types of records, by Shopify's. */
const TYPES = { Customer: 'customer', Order: 'order', StaffMember: 'staff', LineItem: 'line', Return: 'return' } as const;
export type ShopifyType = keyof typeof TYPES;

export function isGlobalId(type: ShopifyType, gid: string): boolean {
  return GLOBAL_ID.exec(gid)?.[1] === type;
}

/** The number at the end, which people see in addresses. */
export function toNumber(gid: string): string {
  return GLOBAL_ID.exec(gid)?.[2] ?? '';
}

export function toRecordId(source: string, type: ShopifyType, gid: string): RecordId {
  return recordId(source, TYPES[type], toNumber(gid));
}

/** Shopify's ids among global ids, each with the global id. Ids of other sources and types are unknown here, and never sent. */
export function ownIds(source: string, type: ShopifyType, ids: readonly RecordId[]): Map<string, RecordId> {
  return new Map(
    ids.flatMap((id) => {
      const parts = parseRecordId(id);
      const own = parts !== null && parts.source === source && parts.type === TYPES[type] && /^[1-9]\d{0,18}$/.test(parts.id);
      return own ? [[`gid://shopify/${type}/${parts.id}`, id] as const] : [];
    }),
  );
}
