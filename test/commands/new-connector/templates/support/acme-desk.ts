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

const tickets = [
  { id: 't1', person_id: 'p1', subject: 'It is broken', state: 'open', urgent: true, created_at: '2026-05-20T11:00:00+02:00' },
  {
    id: 't2',
    person_id: 'p1',
    subject: null,
    state: 'closed',
    urgent: false,
    created_at: '2026-05-22T09:00:00Z',
    updated_at: '2026-05-23T09:00:00Z',
  },
  { id: 't3', person_id: 'p2', subject: 'How do I?', state: 'waiting', urgent: false, created_at: '2026-05-21T09:00:00Z' },
  // More than a page.
  ...Array.from({ length: 120 }, (_, index) => ({
    ...{ id: `old${index}`, person_id: 'p4', subject: 'Thanks', state: 'closed', urgent: false, created_at: '2025-05-21T09:00:00Z' },
  })),
];

const comments: Record<string, unknown[]> = {
  t1: [
    { id: 'c1', at: '2026-05-20T09:00:00Z', text: 'It does not work', internal: false, person_id: 'p1' },
    { id: 'c2', at: '2026-05-20T10:00:00Z', text: 'A difficult one', internal: true, person_id: null },
  ],
  t3: [{ id: 'c3', at: '2026-05-21T09:00:00Z', text: 'Hello?', internal: false, person_id: 'p2' }],
};

const routes: readonly Route[] = [
  peopleRoute(people),
  {
    ...{ method: 'GET', path: '/tickets' },
    handle({ query }) {
      const asked = tickets.filter(
        ({ person_id, state }) =>
          (listIn(query, 'person_ids')?.includes(person_id) ?? true) && (query.get('open') === null || state !== 'closed'),
      );
      const { items, next } = pageOf(asked, query);
      return { status: 200, body: { tickets: items, next } };
    },
  },
  {
    ...{ method: 'GET', path: '/tickets/:id/comments' },
    handle({ params: { id } }) {
      if (!tickets.some((ticket) => ticket.id === id)) return { status: 404, body: { error: 'no such ticket' } };
      return { status: 200, body: { comments: comments[id ?? ''] ?? [] } };
    },
  },
];

export const TOKEN = 'acme-desk-test';

export function startAcmeDesk(): Promise<PretendSystem> {
  return startPretendSystem({ credentials: { authorization: `Bearer ${TOKEN}` }, routes });
}
