// Zendesk's writes of tickets: a new one, a comment, a deletion.
import { z } from 'zod';
import type { Changes } from '../../changes';
import type { Route, VendorRequest } from '../../http/message';
import { idempotencyConflict, invalidAttribute, invalidRecord, recordNotFound } from './errors';
import { ticketShape, ticketsShape } from './shapes';
import type { ZendeskStore } from './store';
import { toZendeskTicket } from './tickets';

const priority = z.enum(['urgent', 'high', 'normal', 'low']);
const comment = z.object({ body: z.string().min(1), public: z.boolean().optional() });
const creation = z.object({
  ticket: z.strictObject({
    subject: z.string().optional(),
    comment,
    requester_id: z.number().int().optional(),
    external_id: z.string().optional(),
    priority: priority.optional(),
  }),
});
const update = z.object({ ticket: z.strictObject({ comment: comment.optional(), priority: priority.optional() }) });

/** "The idempotency key expires after two hours": https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#idempotency */
const KEPT_MS = 7_200_000;
/** The agent whose token it is. */
const AGENT_ID = '1';

export function createTicketWrites(store: ZendeskStore, changes: Changes): Route[] {
  const asked = new Map<string, { text: string; id: string; until: number }>();
  const body = (id: string, { origin }: VendorRequest) => {
    const ticket = store.ticketById(id);
    if (ticket === null) throw new RangeError('a ticket that was written is there');
    return { ticket: toZendeskTicket(ticket, null, origin) };
  };

  return [
    {
      // https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-tickets by external id
      method: 'GET',
      path: '/api/v2/tickets',
      shape: ticketsShape,
      handle({ query, origin }) {
        const externalId = query.get('external_id');
        if (externalId === null) return invalidAttribute('external_id', 'the sandbox lists tickets by external id alone');
        const tickets = store.ticketsByExternalId(externalId).map((ticket) => toZendeskTicket(ticket, null, origin));
        return { status: 200, body: { tickets, next_page: null, previous_page: null, count: tickets.length } };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#create-ticket
      method: 'POST',
      path: '/api/v2/tickets',
      shape: ticketShape,
      handle(request) {
        const parsed = creation.safeParse(request.body);
        if (!parsed.success) return invalidRecord({ base: 'Description: cannot be blank' });
        const key = request.headers['idempotency-key'];
        const text = JSON.stringify(request.body);
        const known = typeof key === 'string' ? asked.get(key) : undefined;
        if (known !== undefined && known.until > Date.now()) {
          if (known.text !== text) return idempotencyConflict();
          return { status: 201, body: body(known.id, request), headers: { 'x-idempotency-lookup': 'hit' } };
        }
        const { ticket } = parsed.data;
        const requester = String(ticket.requester_id ?? AGENT_ID);
        const user = store.userById(requester);
        if (user === null || user.deleted) return invalidRecord({ requester: 'Requester: is not a user of this account' });
        const id = store.createTicket({ ...ticket, requesterId: requester, authorId: requester });
        if (typeof key === 'string') asked.set(key, { text, id, until: Date.now() + KEPT_MS });
        changes.tell({ type: 'ticket', id, what: 'created' });
        return { status: 201, body: body(id, request), headers: key === undefined ? {} : { 'x-idempotency-lookup': 'miss' } };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#update-ticket: closed tickets take no update
      method: 'PUT',
      path: '/api/v2/tickets/:id',
      shape: ticketShape,
      handle(request) {
        const id = request.params['id'] ?? '';
        const ticket = store.ticketById(id);
        if (ticket === null) return recordNotFound();
        if (ticket.status === 'closed') return invalidRecord({ status: 'Status: closed prevents ticket update' });
        const parsed = update.safeParse(request.body);
        if (!parsed.success) return invalidRecord({ base: 'Comment: cannot be blank' });
        store.updateTicket(id, parsed.data.ticket, AGENT_ID);
        changes.tell({ type: 'ticket', id, what: 'updated' });
        return { status: 200, body: body(id, request) };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#delete-ticket
      method: 'DELETE',
      path: '/api/v2/tickets/:id',
      handle({ params }) {
        const id = params['id'] ?? '';
        if (!store.deleteTicket(id)) return recordNotFound();
        changes.tell({ type: 'ticket', id, what: 'deleted' });
        return { status: 204, body: null };
      },
    },
  ];
}
