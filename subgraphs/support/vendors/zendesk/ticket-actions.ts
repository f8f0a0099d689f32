// What Zendesk is asked to do with tickets. A new one carries the mark of its key as its external id, by which it is looked for first,
// and as Zendesk's own idempotency key, for two askings at once; a comment carries it in its text.
import { z } from 'zod';
import { markOf, unlessHeld, withMark } from '../../../../platform/actions/once';
import type { Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import type { Call } from '../../../../platform/http/call';
import { recordId } from '../../../../platform/record';
import type { SupportActions } from '../../contract';
import { PAGE, type ZendeskApi } from './api';
import { showMany } from './users';
import { isCustomer } from './wire';

const NUMBER = /^[1-9]\d{0,14}$/;
const Problem = z.object({ error: z.unknown() });
const Written = z.union([z.object({ ticket: z.object({ id: z.int(), requester_id: z.int() }) }), Problem]);
const Tickets = z.object({ tickets: z.array(z.object({ id: z.int() })) });
const Comments = z.union([
  z.object({
    comments: z.array(z.object({ id: z.int(), body: z.string() })),
    meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).nullish(),
  }),
  Problem,
]);

export function ticketActions(api: ZendeskApi): Pick<SupportActions, 'createTicket' | 'deleteTicket' | 'addComment'> {
  const { http, account } = api;
  const { source } = account;
  const ticketId = (id: number) => recordId(source, 'ticket', id);
  const made = (id: number): Deed => ({ record: ticketId(id), undo: { action: 'deleteTicket', input: { ticket: ticketId(id) } } });

  /** Of the account; external ids need not be unique. https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-tickets */
  async function markedTicket(mark: string, call: Call): Promise<number | undefined> {
    const { body } = await http.send({ method: 'GET', path: '/api/v2/tickets', query: { external_id: mark }, reply: Tickets, call });
    return body.tickets[0]?.id;
  }

  /** Whoever asks for it; null = there is no such ticket. https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#show-ticket */
  async function requesterOf(id: string, call: Call): Promise<number | null> {
    const { body } = await http.send({ method: 'GET', path: `/api/v2/tickets/${id}`, reply: Written, accept: [404], call });
    return 'ticket' in body ? body.ticket.requester_id : null;
  }

  /** Oldest first, to the end. https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#list-comments */
  async function hasComment(id: string, mark: string, call: Call): Promise<boolean> {
    let after: string | undefined;
    do {
      const { body } = await http.send({
        method: 'GET',
        path: `/api/v2/tickets/${id}/comments`,
        query: { 'page[size]': PAGE, 'page[after]': after },
        reply: Comments,
        accept: [404],
        call,
      });
      if (!('comments' in body)) return false;
      if (body.comments.some((comment) => comment.body.includes(mark))) return true;
      after = body.meta?.has_more === true ? (body.meta.after_cursor ?? undefined) : undefined;
    } while (after !== undefined);
    return false;
  }

  return {
    async createTicket(input, call) {
      const requester = ownId(source, 'user', input.record, NUMBER);
      const mark = markOf(call.key);
      const [user] = await showMany(api, 'ids', [requester], call);
      if (user === undefined || !isCustomer(user)) throw notThere(source, 'createTicket');
      const held = await markedTicket(mark, call);
      return unlessHeld(call, held === undefined ? null : made(held), async () => {
        // https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#create-ticket, idempotency keys: the same page. In the
        // account's limit of calls (index.ts).
        const { body } = await http.send({
          method: 'POST',
          path: '/api/v2/tickets',
          headers: { 'idempotency-key': mark },
          body: {
            ticket: {
              subject: input.subject,
              comment: { body: input.ref === undefined ? input.body : `${input.body}\n\n[${input.ref}]` },
              requester_id: Number(requester),
              external_id: mark,
              ...(input.priority === undefined ? {} : { priority: input.priority.toLowerCase() }),
            },
          },
          reply: Written,
          accept: [400, 422],
          call,
        });
        if (!('ticket' in body)) throw refusedInput(source, 'createTicket', input);
        return made(body.ticket.id);
      });
    },
    async deleteTicket({ ticket }, call) {
      const id = ownId(source, 'ticket', ticket, NUMBER);
      const requester = await requesterOf(id, call);
      const deed: Deed = { record: ticket, undo: null };
      return unlessHeld(call, requester === null ? deed : null, async () => {
        // 404 = somebody was faster. https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#delete-ticket: 400 a minute.
        const path = `/api/v2/tickets/${id}`;
        await http.send({ method: 'DELETE', path, reply: z.union([z.undefined(), Problem]), accept: [404], retry: false, call });
        return { ...deed, ...(requester === null ? {} : { touched: [recordId(source, 'user', requester)] }) };
      });
    },
    async addComment(input, call) {
      const id = ownId(source, 'ticket', input.ticket, NUMBER);
      const requester = await requesterOf(id, call);
      if (requester === null) throw notThere(source, 'addComment');
      const deed: Deed = { record: input.ticket, undo: null, touched: [recordId(source, 'user', requester)] };
      return unlessHeld(call, (await hasComment(id, markOf(call.key), call)) ? deed : null, async () => {
        // 422 for a closed ticket. https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#update-ticket: 30 updates of
        // one ticket in ten minutes, by one user.
        const { body } = await http.send({
          method: 'PUT',
          path: `/api/v2/tickets/${id}`,
          body: { ticket: { comment: { body: withMark(input.text, { key: call.key, ref: input.ref }), public: false } } },
          reply: Written,
          accept: [400, 422],
          retry: false,
          call,
        });
        if (!('ticket' in body)) throw refusedInput(source, 'addComment', input);
        return deed;
      });
    },
  };
}
