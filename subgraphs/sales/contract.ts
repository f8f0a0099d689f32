// What this subgraph needs from any shop or order system. A vendor folder exists to satisfy this interface.
import type { BatchRead, RecordSource } from '../../platform/connector';
import type { PersonRecord, RecordId } from '../../platform/record';
import type { SalesActions } from './actions';

export type { SalesActions } from './actions';

export type OrderStatus = 'PENDING' | 'PROCESSING' | 'IN_TRANSIT' | 'DELIVERED' | 'CANCELLED' | 'RETURNED' | 'PROBLEM';
export type ReturnStatus = 'REQUESTED' | 'OPEN' | 'CLOSED' | 'DECLINED' | 'CANCELLED';

/** A person or company in the shop. */
export interface SalesRecord extends PersonRecord {
  /** As the shop counts them, without reading the orders; null, or left out = count the orders. */
  orderCount?: number | null;
  /** What was ever spent, as the shop counts it; null, or left out = add up the orders. */
  spent?: { amount: string; currency: string } | null;
}

/** A member of the sales staff. */
export interface SalesPerson {
  id: RecordId;
  name: string | null;
  email: string | null;
}

export interface Shipment {
  carrier: string | null;
  trackingNumber: string | null;
  /** ISO 8601 in UTC, like every time here. */
  shippedAt: string | null;
  deliveredAt: string | null;
}

export interface Order {
  id: RecordId;
  /** Where a person can open it. */
  url: string | null;
  /** The number people quote. */
  number: string | null;
  status: OrderStatus;
  /** ISO 4217. */
  currency: string;
  /** Decimal string: what was ordered, taxes and shipping included; below zero where a return is booked as an order of its own. */
  total: string;
  /** Decimal string: what was paid back. */
  refunded: string;
  placedAt: string;
  updatedAt: string | null;
  cancelledAt: string | null;
  shipments: Shipment[];
  /** True where something of it came back or is to come back: only then its returns are worth a read. */
  hasReturns: boolean;
  /** Who sold it; null where nobody is named. */
  salesPerson: SalesPerson | null;
  /** The customer record it belongs to. */
  record: RecordId;
}

export interface OrderItem {
  id: RecordId;
  sku: string | null;
  name: string | null;
  quantity: number;
  /** Of one, as a decimal string in the order's currency; null where the shop does not say. */
  unitPrice: string | null;
}

export interface OrderReturn {
  id: RecordId;
  number: string | null;
  status: ReturnStatus;
  at: string | null;
  /** As the shop words it. */
  reason: string | null;
  quantity: number;
}

/** What is inside an order: read only when somebody asks for it. */
export interface OrderContents {
  /** At most 100. */
  items: OrderItem[];
  returns: OrderReturn[];
}

/** A shop. Every read takes global ids of its own records. */
export interface SalesConnector extends RecordSource<SalesRecord> {
  /** Orders of each customer record, newest first, at most the newest 100. */
  orders: BatchRead<RecordId, readonly Order[]>;
  /** The contents of each order; null = unknown. */
  contents: BatchRead<RecordId, OrderContents | null>;
  /** What it can do, besides read, as its vendor documents; left out = nothing. */
  actions?: SalesActions;
}
