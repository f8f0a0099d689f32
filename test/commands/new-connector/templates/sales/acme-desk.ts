// A pretend Acme Desk, written from the documentation of its API: what the contract test of the connector runs on.
import type { Route } from '../../../../../sandbox/http/message';
import {
  listIn,
  pageOf,
  peopleRoute,
  startPretendSystem,
  type PretendPerson,
  type PretendSystem,
} from '../../../../support/pretend-system';

const people: PretendPerson[] = [
  { id: 'p1', name: 'Anna Muster', email: 'Anna@Example.com', phone: '030 901820', plan: 'gold' },
  { id: 'p2', name: 'Bert Brown', email: 'bert@example.com' },
  { id: 'p3' },
  { id: 'p4', name: 'Carla Clever' },
];

const orders = [
  { id: 'o1', person_id: 'p1', state: 'done', total: '120.50', currency: 'EUR', placed_at: '2026-05-20T11:00:00+02:00' },
  { id: 'o2', person_id: 'p1', state: 'shipped', total: '9.00', currency: 'EUR', placed_at: '2026-05-22T09:00:00Z' },
  { id: 'o3', person_id: 'p2', state: 'new', total: '15', currency: 'GBP', placed_at: '2026-05-21T09:00:00Z' },
  // More than a page.
  ...Array.from({ length: 120 }, (_, index) => ({
    ...{ id: `old${index}`, person_id: 'p4', state: 'cancelled', total: '1', currency: 'EUR', placed_at: '2025-05-21T09:00:00Z' },
  })),
];

const routes: readonly Route[] = [
  peopleRoute(people),
  {
    ...{ method: 'GET', path: '/orders' },
    handle({ query }) {
      const { items, next } = pageOf(
        orders.filter(({ person_id }) => listIn(query, 'person_ids')?.includes(person_id) ?? true),
        query,
      );
      return { status: 200, body: { orders: items, next } };
    },
  },
];

export const TOKEN = 'acme-desk-test';

export function startAcmeDesk(): Promise<PretendSystem> {
  return startPretendSystem({ credentials: { authorization: `Bearer ${TOKEN}` }, routes });
}
