// What RT is asked to do with tickets. RT takes no idempotency keys: what was written carries the mark of its key, and is looked for first.
// RT answers a change with 200 whether it made it or not, and says in words for people which: what came of it is read.
import { z } from 'zod';
import { markOf, unlessHeld, withMark } from '../../../../platform/actions/once';
import type { Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import { UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import { recordId } from '../../../../platform/record';
import type { SupportActions } from '../../contract';
import { RT_ID, readPage, type RequestTrackerApi } from './api';
import { hasMarkedComment, markedTicket } from './marked';
import { toNumber } from './priorities';
import { isPerson } from './records';
import { MergedTicket, RtTicket, TICKET_FIELDS, UserAnswer } from './wire';

const Problem = z.object({ message: z.string() });
const Made = z.union([Problem, z.object({ id: MergedTicket.shape.id })]);
const Ticket = z.union([Problem, RtTicket.pick({ id: true, Status: true })]);
/** One line for each thing that was changed, or not. */
const Said = z.array(z.string());

/** @param queue that new tickets are made in, by its name or number. */
export function ticketActions(api: RequestTrackerApi, queue: string): Pick<SupportActions, 'createTicket' | 'deleteTicket' | 'addComment'> {
  const { http, installation } = api;
  const { source, priorities } = installation;
  const ticketId = (id: number) => recordId(source, 'ticket', id);
  const made = (id: number): Deed => ({ record: ticketId(id), undo: { action: 'deleteTicket', input: { ticket: ticketId(id) } } });

  /**
   * Who asks for a ticket that stands for itself; null = it is deleted, merged, or not to be seen.
   * https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets
   */
  async function requestorsOf(id: string, call: Call): Promise<string[] | null> {
    const query = { query: `id = ${id}`, fields: TICKET_FIELDS, 'fields[Requestor]': 'id' };
    const { items } = await readPage(api, { method: 'GET', path: '/tickets', query, item: RtTicket, call }, 1);
    const [ticket] = items;
    return ticket?.Requestor.flatMap((user) => (user === null ? [] : [recordId(source, 'user', user.id)])) ?? null;
  }

  /** Deleted ones, too, which no search shows; merged ones are told as what they became. The same page. */
  async function isGone(id: string, call: Call): Promise<boolean> {
    const { body } = await http.send({ method: 'GET', path: `/ticket/${id}`, reply: Ticket, accept: [404], call });
    return 'message' in body || (body.Status === 'deleted' && String(body.id) === id);
  }

  async function mustBePerson(id: string, action: string, call: Call): Promise<void> {
    const { body } = await http.send({ method: 'GET', path: `/user/${id}`, reply: UserAnswer, accept: [404], call });
    if ('message' in body || !isPerson({ Name: body.name })) throw notThere(source, action);
  }

  return {
    async createTicket(input, call) {
      const requestor = ownId(source, 'user', input.record, RT_ID);
      await mustBePerson(requestor, 'createTicket', call);
      const held = await markedTicket(api, requestor, markOf(call.key), call);
      const number = input.priority === undefined ? null : toNumber(input.priority, priorities);
      return unlessHeld(call, held === null ? null : made(held), async () => {
        // 403 without the right CreateTicket in the queue, or without the queue; 400 where RT makes no ticket of it.
        // https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets; RT has no limit.
        const { body } = await http.send({
          method: 'POST',
          path: '/ticket',
          body: {
            ...{ Queue: queue, Subject: input.subject, Requestor: requestor, ContentType: 'text/plain' },
            Content: withMark(input.body, { key: call.key, ref: input.ref }),
            ...(number === null ? {} : { Priority: number }),
          },
          reply: Made,
          accept: [400],
          retry: false,
          call,
        });
        if ('message' in body) throw refusedInput(source, 'createTicket', input);
        return made(body.id);
      });
    },
    async deleteTicket({ ticket }, call) {
      const id = ownId(source, 'ticket', ticket, RT_ID);
      const requestors = await requestorsOf(id, call);
      const deed: Deed = { record: ticket, undo: null };
      if (requestors === null && !(await isGone(id, call))) throw notThere(source, 'deleteTicket');
      return unlessHeld(call, requestors === null ? deed : null, async () => {
        // Not DELETE, which answers 500 to accounts that may not. The same page: `PUT /ticket/:id`; takes the right DeleteTicket.
        const path = `/ticket/${id}`;
        await http.send({
          method: 'PUT',
          path,
          body: { Status: 'deleted' },
          reply: z.union([Said, Problem]),
          accept: [404],
          retry: false,
          call,
        });
        if (!(await isGone(id, call))) throw denied('deletes no ticket for this account: it needs the right DeleteTicket');
        return { ...deed, touched: requestors ?? [] };
      });
    },
    async addComment(input, call) {
      const id = ownId(source, 'ticket', input.ticket, RT_ID);
      const requestors = await requestorsOf(id, call);
      if (requestors === null) throw notThere(source, 'addComment');
      const deed: Deed = { record: input.ticket, undo: null, touched: requestors };
      return unlessHeld(call, (await hasMarkedComment(api, Number(id), markOf(call.key), call)) ? deed : null, async () => {
        // The same page: `POST /ticket/:id/comment`, which takes any text in any ticket that is there.
        const { body } = await http.send({
          method: 'POST',
          path: `/ticket/${id}/comment`,
          body: { Content: withMark(input.text, { key: call.key, ref: input.ref }), ContentType: 'text/plain' },
          reply: z.union([Said, Problem]),
          accept: [400],
          retry: false,
          call,
        });
        if ('message' in body) throw denied('takes no comment of this account: it needs the right CommentOnTicket');
        return deed;
      });
    },
  };

  function denied(words: string): UpstreamError {
    return new UpstreamError(source, 'UPSTREAM_DENIED', { cause: new Error(`RT ${words}`) });
  }
}
