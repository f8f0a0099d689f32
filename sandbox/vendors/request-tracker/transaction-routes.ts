// What happened to RT's tickets and users, and what was written: https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Transactions
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import { toW3c, type Entity } from './entities';
import { countValues, meets, toConditions } from './json-search';
import { toPage } from './pages';
import type { TrackerTransaction } from '../../world/request-tracker-story';
import type { Rights } from './rights';
import { pageShape } from './shapes';
import type { RequestTrackerStore, StoredTransaction } from './store';
import { toTransactionEntity } from './tickets';

/** Something that happened to a ticket or a user. */
interface Happened {
  ObjectType: 'RT::Ticket' | 'RT::User';
  ObjectId: string;
  transaction: TrackerTransaction;
}

const ofTicket = ({ ticket, transaction }: StoredTransaction): Happened => ({ ObjectType: 'RT::Ticket', ObjectId: ticket.id, transaction });

export function createTransactionRoutes(store: RequestTrackerStore, rights: Rights): Route[] {
  const show = (found: readonly Happened[], request: VendorRequest) => {
    const entities = found.map((one) => toTransactionEntity(one, one.transaction, store, rights));
    const hidden = new Set(found.filter(({ transaction }) => isHidden(transaction.type, rights)).map(({ transaction }) => transaction.id));
    return toPage(entities, request, rights.superUser ? null : ({ ref }) => hidden.has(ref));
  };
  const all = (): Happened[] =>
    [
      ...store.transactions().map(ofTicket),
      ...store.userTransactions().map(({ user, transaction }): Happened => ({ ObjectType: 'RT::User', ObjectId: user.id, transaction })),
    ].toSorted((a, b) => Number(a.transaction.id) - Number(b.transaction.id));
  return [
    {
      // Of the tickets merged into it as well; of a ticket that there is not, nothing.
      method: 'GET',
      path: '/REST/2.0/ticket/:id/history',
      shape: pageShape,
      handle(request) {
        const asked = store.ticketById(request.params['id'] ?? '');
        const into = asked === null ? null : store.effective(asked).id;
        return show(
          store
            .transactions()
            .filter(({ ticket }) => store.effective(ticket).id === into)
            .map(ofTicket),
          request,
        );
      },
    },
    {
      method: 'POST',
      path: '/REST/2.0/transactions',
      shape: pageShape,
      keys: ({ body }) => countValues(body, 'ObjectId'),
      handle(request) {
        const found = search(all(), request, ({ ObjectType, ObjectId, transaction }, field) => {
          const values = { id: transaction.id, ObjectType, ObjectId, Type: transaction.type };
          return new Map(Object.entries(values)).get(field) ?? null;
        });
        return 'status' in found ? found : show(found, request);
      },
    },
    {
      method: 'POST',
      path: '/REST/2.0/attachments',
      shape: pageShape,
      keys: ({ body }) => countValues(body, 'TransactionId'),
      handle(request) {
        const found = search(store.parts(), request, ({ transaction, part }, field) => {
          const values = { id: part.id, TransactionId: transaction.id, ContentType: part.contentType, Filename: part.filename ?? '' };
          return new Map(Object.entries(values)).get(field) ?? null;
        });
        if ('status' in found) return found;
        const hidden = new Set(found.filter(({ transaction }) => isHidden(transaction.type, rights)).map(({ part }) => part.id));
        return toPage(found.map(toAttachment), request, rights.superUser ? null : ({ ref }) => hidden.has(ref));
      },
    },
  ];
}

/** Comments, and mail that RT sent, which needs a right of its own. */
function isHidden(type: string, rights: Rights): boolean {
  return /EmailRecord$/.test(type) || (type === 'Comment' && !rights.showTicketComments);
}

function search<T>(
  all: readonly T[],
  request: VendorRequest,
  valueOf: (one: T, field: string) => string | null,
): readonly T[] | VendorAnswer {
  const conditions = toConditions(request);
  if (!Array.isArray(conditions)) return conditions;
  return all.filter((one) =>
    meets(conditions, (field) => {
      const value = valueOf(one, field);
      return value === null ? null : [value];
    }),
  );
}

function toAttachment({ transaction, part }: ReturnType<RequestTrackerStore['parts']>[number]): Entity {
  return {
    type: 'attachment',
    ref: part.id,
    fields: {
      ...{ id: Number(part.id), TransactionId: transaction.id, ContentType: part.contentType, Filename: part.filename ?? '' },
      ...{ Content: part.content, Created: toW3c(transaction.created), Subject: '' },
    },
  };
}
