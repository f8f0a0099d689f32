// Vendure's ways of writing an instant, and amounts that are sums of others.
import type { VendureOrder } from '../../world/vendure-story';

/** To the second: columns of SQLite and MySQL keep no more. */
export function toInstant(instant: string): string;
export function toInstant(instant: string | null): string | null;
export function toInstant(instant: string | null): string | null {
  return instant === null ? null : `${new Date(instant).toISOString().slice(0, 19)}.000Z`;
}

/** What is still to come of each line: nothing of a cancelled order, whose total is therefore nothing too, shipping included. */
export function quantityOf({ state }: VendureOrder, ordered: number): number {
  return state === 'Cancelled' ? 0 : ordered;
}

export function linesTotalOf(order: VendureOrder): number {
  return order.lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantityOf(order, quantity), 0);
}

export function shippingOf({ state, shipping }: VendureOrder): number {
  return state === 'Cancelled' ? 0 : shipping;
}
