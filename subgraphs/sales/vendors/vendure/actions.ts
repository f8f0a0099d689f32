// What Vendure is asked to do with a customer. A note carries the mark of its key, and is looked for in the customer's history, which shows
// every write at once. There are no tags of customers, and there is no erasure: none are offered.
import { z } from 'zod';
import { markOf, unlessHeld, withMark } from '../../../../platform/actions/once';
import type { Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import type { Call } from '../../../../platform/http/call';
import type { SalesActions } from '../../contract';
import type { VendureApi } from './api';
import { isId, toRecordId } from './ids';
import type { ListOptions } from './shop-access';
import { Id } from './wire';

/** https://docs.vendure.io/reference/graphql-api/admin/queries/#customer: needs the permission ReadCustomer. */
const NOTES = `
  query Notes($id: ID!, $options: HistoryEntryListOptions!) {
    customer(id: $id) { history(options: $options) { totalItems items { id data } } }
  }`;
/** The same page, and permission. */
const KNOWN = 'query Known($id: ID!) { customer(id: $id) { id } }';
/** https://docs.vendure.io/reference/graphql-api/admin/mutations/#addnotetocustomer: needs UpdateCustomer; the customer sees no such note. */
const ADD = `
  mutation AddNote($input: AddNoteToCustomerInput!, $options: HistoryEntryListOptions!) {
    addNoteToCustomer(input: $input) { history(options: $options) { totalItems items { id data } } }
  }`;
/** https://docs.vendure.io/reference/graphql-api/admin/mutations/#deletecustomernote: needs UpdateCustomer. */
const DELETE_NOTE = 'mutation DeleteNote($id: ID!) { done: deleteCustomerNote(id: $id) { result } }';
/** https://docs.vendure.io/reference/graphql-api/admin/mutations/#deletecustomer: needs DeleteCustomer. */
const DELETE = 'mutation DeleteCustomer($id: ID!) { done: deleteCustomer(id: $id) { result } }';

/** Notes of a page; a shop may let fewer be taken than the 1,000 of the default. */
const PAGE = 100;

const History = z.object({
  history: z.object({ totalItems: z.int().nonnegative(), items: z.array(z.object({ id: Id, data: z.looseObject({ note: z.string() }) })) }),
});
const Notes = z.object({ customer: History.nullable() });
const Known = z.object({ customer: z.object({ id: Id }).nullable() });
const Added = z.object({ addNoteToCustomer: History });
const Done = z.object({ done: z.object({ result: z.enum(['DELETED', 'NOT_DELETED']) }) });

type Note = z.infer<typeof History>['history']['items'][number];

export function vendureActions(api: VendureApi, source: string): Pick<SalesActions, 'addNote' | 'deleteNote' | 'deleteCustomer'> {
  const idOf = (type: 'customer' | 'note', record: string, action: string): string => {
    const id = ownId(source, type, record);
    if (!isId(id)) throw notThere(source, action);
    return id;
  };
  /** Newest first, of one kind. */
  const notes = (filter: ListOptions['filter'], skip: number): ListOptions => ({
    ...{ filter: { type: { eq: 'CUSTOMER_NOTE' }, ...filter }, sort: { createdAt: 'DESC', id: 'DESC' }, skip, take: PAGE },
  });

  /** The customer's note that is such a one; undefined = there is none; null = there is no such customer. */
  async function noteOf(
    id: string,
    filter: ListOptions['filter'],
    isIt: (note: Note) => boolean,
    call: Call,
  ): Promise<Note | undefined | null> {
    for (let skip = 0; ; skip += PAGE) {
      const { customer } = await api.ask({ document: NOTES, variables: { id, options: notes(filter, skip) }, data: Notes }, call);
      if (customer === null) return null;
      const { totalItems, items } = customer.history;
      const found = items.find(isIt);
      if (found !== undefined || items.length === 0 || skip + items.length >= totalItems) return found;
    }
  }
  /** Throws `InputError` where Vendure deletes nothing. */
  async function remove(document: string, id: string, action: string, input: object, call: Call): Promise<void> {
    const { done } = await api.ask({ document, variables: { id }, data: Done, retry: false }, call);
    if (done.result !== 'DELETED') throw refusedInput(source, action, input);
  }

  return {
    async addNote(input, call) {
      const id = idOf('customer', input.record, 'addNote');
      const mark = markOf(call.key);
      const isMarked = ({ data }: Note): boolean => data.note.includes(mark);
      const held = await noteOf(id, {}, isMarked, call);
      if (held === null) throw notThere(source, 'addNote');
      const made = (note: Note | undefined): Deed => {
        const record = note === undefined ? null : toRecordId(source, 'note', note.id);
        return { record, undo: record === null ? null : { action: 'deleteNote', input: { record: input.record, note: record } } };
      };
      return unlessHeld(call, held === undefined ? null : made(held), async () => {
        const note = withMark(input.text, { key: call.key, ref: input.ref });
        const variables = { input: { id, note, isPublic: false }, options: notes({}, 0) };
        const { addNoteToCustomer } = await api.ask({ document: ADD, variables, data: Added, retry: false }, call);
        return made(addNoteToCustomer.history.items.find(isMarked));
      });
    },
    async deleteNote(input, call) {
      const customer = idOf('customer', input.record, 'deleteNote');
      const id = idOf('note', input.note, 'deleteNote');
      const held = await noteOf(customer, { id: { eq: id } }, (note) => note.id === id, call);
      const deed: Deed = { record: input.note, undo: null };
      return unlessHeld(call, held === undefined || held === null ? deed : null, async () => {
        await remove(DELETE_NOTE, id, 'deleteNote', input, call);
        return deed;
      });
    },
    async deleteCustomer(input, call) {
      const id = idOf('customer', input.record, 'deleteCustomer');
      const { customer } = await api.ask({ document: KNOWN, variables: { id }, data: Known }, call);
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, customer === null ? deed : null, async () => {
        await remove(DELETE, id, 'deleteCustomer', input, call);
        return deed;
      });
    },
  };
}
