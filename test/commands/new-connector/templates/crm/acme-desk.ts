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
  { id: 'p1', name: 'Anna Muster', email: 'Anna@Example.com', phone: '030 901820', plan: 'gold', company: 'Muster AG' },
  { id: 'p2', name: 'Bert Brown', email: 'bert@example.com' },
  { id: 'p3' },
  { id: 'p4', name: 'Carla Clever' },
];

const deals = [
  { id: 'd1', person_id: 'p1', name: 'A first one', state: 'won', amount: '100', currency: 'EUR', created_at: '2026-05-20T11:00:00+02:00' },
  {
    id: 'd2',
    person_id: 'p1',
    name: null,
    state: 'open',
    amount: null,
    currency: 'EUR',
    close_on: '2026-08-02',
    created_at: '2026-05-22T09:00:00Z',
  },
  {
    id: 'd3',
    person_id: 'p2',
    state: 'open',
    amount: '15.50',
    currency: 'GBP',
    close_on: '2026-08-01',
    created_at: '2026-05-21T09:00:00Z',
  },
  // More than a page.
  ...Array.from({ length: 120 }, (_, index) => ({
    ...{ id: `old${index}`, person_id: 'p4', state: 'lost', amount: '1', currency: 'EUR' },
    ...{ close_on: '2025-06-01', created_at: '2025-05-21T09:00:00Z' },
  })),
];

const routes: readonly Route[] = [
  peopleRoute(people),
  {
    ...{ method: 'GET', path: '/deals' },
    handle({ query }) {
      const [from, until] = [query.get('close_from') ?? '', query.get('close_until') ?? '9999'];
      const asked = deals.filter(
        ({ person_id, state, close_on = '' }) =>
          (listIn(query, 'person_ids')?.includes(person_id) ?? true) &&
          (query.get('open') === null || (state === 'open' && close_on >= from && close_on <= until)),
      );
      const { items, next } = pageOf(asked, query);
      return { status: 200, body: { deals: items, next } };
    },
  },
];

export const TOKEN = 'acme-desk-test';

export function startAcmeDesk(): Promise<PretendSystem> {
  return startPretendSystem({ credentials: { authorization: `Bearer ${TOKEN}` }, routes });
}
