// A pretend Acme Desk, written from the documentation of its API: what the contract test of the connector runs on.
import type { Route } from '../../../../../sandbox/http/message';
import { pageOf, peopleRoute, startPretendSystem, type PretendPerson, type PretendSystem } from '../../../../support/pretend-system';

const people: PretendPerson[] = [
  {
    id: 'p1',
    name: 'Anna Muster',
    email: 'Anna@Example.com',
    phone: '030 901820',
    plan: 'gold',
    newsletter: 'yes',
    list_ids: ['l2', 'l1'],
  },
  { id: 'p2', name: 'Bert Brown', email: 'bert@example.com', newsletter: 'no', list_ids: ['l2'] },
  { id: 'p3', newsletter: 'never asked', list_ids: [] },
  // More than a page.
  ...Array.from({ length: 120 }, (_, index) => ({ id: `many${index}`, newsletter: 'yes', list_ids: ['l3'] })),
];

const lists = [
  { id: 'l2', name: 'News' },
  { id: 'l1', name: 'Friends' },
  { id: 'l3', name: 'Shoppers' },
];

/** Who is on a list, and fits what else is asked. */
const byList: Route = {
  ...{ method: 'GET', path: '/people' },
  handle(request) {
    const list = request.query.get('list_ids');
    const onList = people.filter(({ list_ids }) => list === null || (Array.isArray(list_ids) && list_ids.includes(list)));
    return peopleRoute(onList).handle(request);
  },
};

const routes: readonly Route[] = [
  byList,
  {
    ...{ method: 'GET', path: '/lists' },
    handle({ query }) {
      const { items, next } = pageOf(lists, query);
      return { status: 200, body: { lists: items, next } };
    },
  },
];

export const TOKEN = 'acme-desk-test';

export function startAcmeDesk(): Promise<PretendSystem> {
  return startPretendSystem({ credentials: { authorization: `Bearer ${TOKEN}` }, routes });
}
