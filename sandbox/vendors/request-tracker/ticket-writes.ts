// RT's writes of tickets: a new one, a message in one, changes of its fields. What RT does not take it says with 200, 400 or 403, as a
// real 5.0.3 did. https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets
import { z } from 'zod';
import type { Changes } from '../../changes';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { TrackerTicket } from '../../world/request-tracker-story';
import { toReference } from './entities';
import { badRequest, forbidden, stumbled, notFound, nothingToChange } from './errors';
import type { Rights } from './rights';
import { madeShape, saidShape } from './shapes';
import type { NewTransaction, RequestTrackerStore } from './store';
import { ownId, QUEUE_IDS } from './tickets';

const text = z.union([z.string(), z.number().transform(String)]);
const creation = z.strictObject({
  Queue: text.optional(),
  Subject: z.string().default(''),
  Requestor: text.optional(),
  Content: z.string().optional(),
  ContentType: z.enum(['text/plain', 'text/html']).default('text/plain'),
  Priority: z.coerce.number().int().default(0),
});
const message = z.strictObject({ Content: z.string().default(''), ContentType: z.enum(['text/plain', 'text/html']).optional() });
const change = z.strictObject({
  Status: z.string().optional(),
  Subject: z.string().optional(),
  Priority: z.coerce.number().int().optional(),
});
const statuses = z.enum(['new', 'open', 'stalled', 'resolved', 'rejected', 'deleted']);

const NOT_JSON_OBJECT = 'JSON object must be a HASH';

export function createTicketWrites(store: RequestTrackerStore, rights: Rights, changes: Changes): Route[] {
  const self = () => ownId(store, rights.self);
  const ticketOf = ({ params }: VendorRequest): TrackerTicket | null => {
    const asked = store.ticketById(params['id'] ?? '');
    return asked === null ? null : store.effective(asked);
  };
  const write = (ticket: TrackerTicket, given: Omit<NewTransaction, 'creatorId'>): string => {
    const id = store.write(ticket, { creatorId: self(), ...given });
    changes.tell({ type: 'ticket', id: ticket.id, what: given.change?.status === 'deleted' ? 'deleted' : 'updated' });
    return id;
  };

  function say(type: 'Comment' | 'Correspond', mayWrite: boolean, words: string) {
    return (request: VendorRequest): VendorAnswer => {
      const parsed = message.safeParse(request.body);
      if (!parsed.success) return badRequest(NOT_JSON_OBJECT);
      const { Content: content, ContentType: contentType } = parsed.data;
      if (content !== '' && contentType === undefined) return badRequest('ContentType is a required field for application/json');
      const ticket = ticketOf(request);
      if (ticket === null) return badRequest('Message could not be recorded');
      if (!mayWrite) return badRequest('Permission Denied');
      const written = contentType === undefined ? null : { content, contentType };
      const told = type === 'Correspond' ? { change: { told: new Date().toISOString() } } : {};
      const id = write(ticket, { type, written, ...told });
      return { status: 201, body: [words], headers: { location: `/REST/2.0/transaction/${id}` } };
    };
  }

  /** Answers what came of it, in words. */
  function setStatus(ticket: TrackerTicket, wanted: string): string[] {
    const name = `Ticket ${ticket.id}`;
    if (wanted === ticket.status) return [];
    const status = statuses.safeParse(wanted);
    if (!status.success) return [`${name}: Status '${wanted}' isn't a valid status for this ticket.`];
    if (status.data === 'deleted' ? !rights.deleteTicket : !rights.modifyTicket) return [`${name}: Permission Denied`];
    const before = ticket.status;
    const done = ['resolved', 'rejected', 'deleted'].includes(status.data) ? { resolved: new Date().toISOString() } : {};
    write(ticket, { type: 'Status', written: null, change: { status: status.data, ...done } });
    return [status.data === 'deleted' ? `${name}: Ticket deleted` : `${name}: Status changed from '${before}' to '${status.data}'`];
  }

  function setField(ticket: TrackerTicket, field: 'Subject' | 'Priority', value: string | number | undefined): string[] {
    const before = field === 'Subject' ? ticket.subject : ticket.priority;
    if (value === undefined || value === before) return [];
    if (!rights.modifyTicket) return [`Ticket ${ticket.id}: Permission Denied`];
    write(ticket, { type: 'Set', written: null, change: typeof value === 'number' ? { priority: value } : { subject: value } });
    return [`Ticket ${ticket.id}: ${field} changed from '${before}' to '${value}'`];
  }

  return [
    {
      method: 'POST',
      path: '/REST/2.0/ticket',
      shape: madeShape,
      handle({ body, origin }) {
        const parsed = creation.safeParse(body);
        if (!parsed.success) return badRequest(NOT_JSON_OBJECT);
        const { Queue: queue, Subject: subject, Content: content, ContentType: contentType, Priority: priority } = parsed.data;
        if (queue === undefined || queue === '') return badRequest('Could not create ticket. Queue not set');
        const known = Object.entries(QUEUE_IDS).find((names) => names.includes(queue))?.[0];
        if (known === undefined || !rights.createTicket) return forbidden(`No permission to create tickets in the queue '${queue}'`);
        const written = content === undefined ? null : { content, contentType };
        const requestor = requestorOf(parsed.data.Requestor ?? rights.self);
        const ticket = store.createTicket({
          ...{ queue: known, subject, priority, requestorIds: requestor === null ? [] : [requestor] },
          first: { type: 'Create', creatorId: self(), written },
        });
        changes.tell({ type: 'ticket', id: ticket.id, what: 'created' });
        const location = `/REST/2.0/ticket/${ticket.id}`;
        return { status: 201, body: toReference({ type: 'ticket', ref: ticket.id, fields: {} }, origin), headers: { location } };
      },
    },
    {
      method: 'POST',
      path: '/REST/2.0/ticket/:id/comment',
      shape: saidShape,
      handle: say('Comment', rights.commentOnTicket, 'Comments added'),
    },
    {
      method: 'POST',
      path: '/REST/2.0/ticket/:id/correspond',
      shape: saidShape,
      handle: say('Correspond', rights.replyToTicket, 'Correspondence added'),
    },
    {
      method: 'PUT',
      path: '/REST/2.0/ticket/:id',
      shape: saidShape,
      handle(request) {
        const parsed = change.safeParse(request.body);
        if (!parsed.success) return badRequest(NOT_JSON_OBJECT);
        const ticket = ticketOf(request);
        if (ticket === null) return nothingToChange();
        const { Status: status = ticket.status, Subject: subject, Priority: priority } = parsed.data;
        const said = [...setField(ticket, 'Subject', subject), ...setField(ticket, 'Priority', priority), ...setStatus(ticket, status)];
        return { status: 200, body: said };
      },
    },
    {
      // RT stumbles over its own refusal, and over what is deleted already.
      method: 'DELETE',
      path: '/REST/2.0/ticket/:id',
      handle(request) {
        const ticket = ticketOf(request);
        if (ticket === null) return notFound();
        if (ticket.status === 'deleted' || !rights.deleteTicket) return stumbled();
        setStatus(ticket, 'deleted');
        return { status: 204, body: null };
      },
    },
  ];

  /** By number, name or address. What is nobody's is dropped without a word; RT makes users of addresses, which is not pretended. */
  function requestorOf(who: string): string | null {
    const user = store.userById(who) ?? store.userByName(who);
    const isHolder = ({ emailAddress }: { emailAddress: string | null }) => emailAddress?.toLowerCase() === who.toLowerCase();
    return user?.id ?? store.users().find(isHolder)?.id ?? null;
  }
}
