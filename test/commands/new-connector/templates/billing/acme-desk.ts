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

const invoices = [
  {
    id: 'i1',
    person_id: 'p1',
    state: 'open',
    total: '120.50',
    due: '20.50',
    currency: 'EUR',
    issued_on: '2026-05-01',
    due_on: '2026-05-15',
  },
  { id: 'i2', person_id: 'p1', state: 'paid', total: '9.00', due: '0', currency: 'EUR', issued_on: '2026-06-01', due_on: null },
  { id: 'i3', person_id: 'p2', state: 'open', total: '15', due: '15', currency: 'GBP', issued_on: '2026-05-02', due_on: '2026-05-10' },
  // More than a page.
  ...Array.from({ length: 120 }, (_, index) => ({
    ...{ id: `old${index}`, person_id: 'p4', state: 'paid', total: '1', due: '0', currency: 'EUR', issued_on: '2025-05-01', due_on: null },
  })),
];

const routes: readonly Route[] = [
  peopleRoute(people),
  {
    ...{ method: 'GET', path: '/invoices' },
    handle({ query }) {
      const until = query.get('due_until');
      const asked = invoices.filter(
        ({ person_id, state, due_on }) =>
          (listIn(query, 'person_ids')?.includes(person_id) ?? true) &&
          (query.get('open') === null || state === 'open') &&
          (until === null || (due_on !== null && due_on <= until)),
      );
      const { items, next } = pageOf(asked, query);
      return { status: 200, body: { invoices: items, next } };
    },
  },
];

export const TOKEN = 'acme-desk-test';

export function startAcmeDesk(): Promise<PretendSystem> {
  return startPretendSystem({ credentials: { authorization: `Bearer ${TOKEN}` }, routes });
}
