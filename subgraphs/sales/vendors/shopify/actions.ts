// What Shopify is asked to do with a customer. Tags and the note are read by id first, which sees every write at once; a note carries the
// mark of its key, and an order of erasure, which Shopify does not tell of, leaves a tag.
import { z } from 'zod';
import { markOf, unlessHeld, withMark } from '../../../../platform/actions/once';
import type { Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import type { Call } from '../../../../platform/http/call';
import type { SalesActions } from '../../contract';
import type { ShopifyApi } from './api';

const READ = 'query TagsAndNote($id: ID!) { customer(id: $id) { id tags note } }';
const ADD = 'mutation AddTags($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }';
const REMOVE = 'mutation RemoveTags($id: ID!, $tags: [String!]!) { tagsRemove(id: $id, tags: $tags) { userErrors { message } } }';
const NOTE = 'mutation WriteNote($input: CustomerInput!) { customerUpdate(input: $input) { userErrors { message } } }';
const ERASE = 'mutation RequestErasure($id: ID!) { customerRequestDataErasure(customerId: $id) { userErrors { message } } }';
const DELETE = 'mutation DeleteCustomer($input: CustomerDeleteInput!) { customerDelete(input: $input) { userErrors { message } } }';

const Found = z.object({ customer: z.object({ tags: z.array(z.string()), note: z.string().nullish() }).nullable() });
const Done = z.record(z.string(), z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable());

const ERASURE_TAG = 'erasure-requested';

export function shopifyActions(api: ShopifyApi, source: string): SalesActions {
  const gidOf = (record: string): string => `gid://shopify/Customer/${ownId(source, 'customer', record, /^[1-9]\d{0,18}$/)}`;

  /** https://shopify.dev/docs/api/admin-graphql/2026-07/queries/customer */
  async function customerOf(record: string, call: Call) {
    return (await api.ask({ document: READ, variables: { id: gidOf(record) }, data: Found }, call)).customer;
  }
  async function known(record: string, action: string, call: Call) {
    const customer = await customerOf(record, call);
    if (customer === null) throw notThere(source, action);
    return customer;
  }
  /** A mutation costs 10 points of the shop's. Throws `InputError` for what Shopify calls a user's error. */
  async function write(document: string, variables: Record<string, unknown>, action: string, input: object, call: Call): Promise<void> {
    const done = await api.ask({ document, variables, data: Done, retry: false }, call);
    const isRefused = Object.values(done).some((payload) => payload === null || payload.userErrors.length > 0);
    if (isRefused) throw refusedInput(source, action, input);
  }

  return {
    async addNote(input, call) {
      const { note } = await known(input.record, 'addNote', call);
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, note?.includes(markOf(call.key)) === true ? deed : null, async () => {
        const added = withMark(input.text, { key: call.key, ref: input.ref });
        const whole = note == null || note === '' ? added : `${note}\n\n${added}`;
        // https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/customerUpdate
        await write(NOTE, { input: { id: gidOf(input.record), note: whole } }, 'addNote', input, call);
        return deed;
      });
    },
    async addTag(input, call) {
      const { tags } = await known(input.record, 'addTag', call);
      const deed: Deed = { record: input.record, undo: { action: 'removeTag', input: { ...input } } };
      return unlessHeld(call, tags.includes(input.tag) ? { ...deed, undo: null } : null, async () => {
        // https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/tagsAdd
        await write(ADD, { id: gidOf(input.record), tags: [input.tag] }, 'addTag', input, call);
        return deed;
      });
    },
    async removeTag(input, call) {
      const { tags } = await known(input.record, 'removeTag', call);
      const deed: Deed = { record: input.record, undo: { action: 'addTag', input: { ...input } } };
      return unlessHeld(call, tags.includes(input.tag) ? null : { ...deed, undo: null }, async () => {
        // https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/tagsRemove
        await write(REMOVE, { id: gidOf(input.record), tags: [input.tag] }, 'removeTag', input, call);
        return deed;
      });
    },
    async requestErasure(input, call) {
      const { tags } = await known(input.record, 'requestErasure', call);
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, tags.includes(ERASURE_TAG) ? deed : null, async () => {
        // Ordered before it is marked: twice is as once. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/customerRequestDataErasure
        await write(ERASE, { id: gidOf(input.record) }, 'requestErasure', input, call);
        await write(ADD, { id: gidOf(input.record), tags: [ERASURE_TAG] }, 'requestErasure', input, call);
        return deed;
      });
    },
    async deleteCustomer(input, call) {
      const customer = await customerOf(input.record, call);
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, customer === null ? deed : null, async () => {
        // Not of one with orders. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/customerDelete
        await write(DELETE, { input: { id: gidOf(input.record) } }, 'deleteCustomer', input, call);
        return deed;
      });
    },
  };
}
