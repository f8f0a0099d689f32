// The fields of Mutation: a customer's tags and note, erasure, deletion. A content that is refused is answered with `userErrors`.
// https://shopify.dev/docs/api/admin-graphql/2026-07
import type { Changes } from '../../changes';
import type { ShopCustomer } from '../../world/shop-story';
import type { ShopifyStore } from './store';
import { fromGid } from './values';

interface UserError {
  field: string[] | null;
  message: string;
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Customer#field-Customer.fields.tags */
const LONGEST_TAG = 40;
const MOST_TAGS = 250;
const LONGEST_NOTE = 5_000;

/** @returns the fields by name, to stand beside those of QueryRoot. */
export function createMutations(store: ShopifyStore, changes: Changes): object {
  const pending = new Set<string>();

  /** The customer of the id, or why not. */
  function customerOf(gid: string, field: string): { customer: ShopCustomer } | { refusal: UserError } {
    const id = fromGid(gid);
    const customer = id?.type === 'Customer' ? store.customerById(id.id) : null;
    return customer === null ? { refusal: { field: [field], message: 'Customer does not exist' } } : { customer };
  }
  function put(customer: ShopCustomer, change: Partial<ShopCustomer>): void {
    store.putCustomer(Object.assign({ id: customer.id }, change));
    changes.tell({ type: 'customer', id: customer.id, what: 'updated' });
  }
  function retag(gid: string, wanted: (tags: readonly string[]) => string[]): { node: null; userErrors: UserError[] } {
    const found = customerOf(gid, 'id');
    if ('refusal' in found) return { node: null, userErrors: [found.refusal] };
    const tags = wanted(found.customer.tags);
    if (tags.some(({ length }) => length > LONGEST_TAG)) return refuseTags(`Tag exceeds the maximum length of ${LONGEST_TAG} characters`);
    if (tags.length > MOST_TAGS) return refuseTags(`Customers can have at most ${MOST_TAGS} tags`);
    if (tags.join() !== found.customer.tags.join()) put(found.customer, { tags });
    return { node: null, userErrors: [] };
  }

  return {
    tagsAdd: ({ id, tags }: { id: string; tags: readonly string[] }) => retag(id, (before) => [...new Set([...before, ...tags])]),
    tagsRemove: ({ id, tags }: { id: string; tags: readonly string[] }) =>
      retag(id, (before) => before.filter((tag) => !tags.includes(tag))),
    customerUpdate({ input: { id = '', note } }: { input: { id?: string; note?: string | null } }) {
      const found = customerOf(id, 'id');
      if ('refusal' in found) return { customer: null, userErrors: [found.refusal] };
      if ((note ?? '').length > LONGEST_NOTE) return { customer: null, userErrors: [{ field: ['note'], message: 'Note is too long' }] };
      put(found.customer, { note: note ?? null });
      return { customer: null, userErrors: [] };
    },
    // Done by Shopify days later; one that is under way is not doubled.
    customerRequestDataErasure({ customerId }: { customerId: string }) {
      const found = customerOf(customerId, 'customerId');
      if ('refusal' in found) return { customerId: null, userErrors: [found.refusal] };
      if (!pending.has(customerId)) changes.tell({ type: 'customer', id: found.customer.id, what: 'updated' });
      pending.add(customerId);
      return { customerId, userErrors: [] };
    },
    customerDelete({ input: { id } }: { input: { id: string } }) {
      const found = customerOf(id, 'id');
      if ('refusal' in found) return { deletedCustomerId: null, userErrors: [found.refusal] };
      if (store.ordersOf(found.customer.id).length > 0) {
        const message = 'Customer can’t be deleted because they have associated orders';
        return { deletedCustomerId: null, userErrors: [{ field: ['id'], message }] };
      }
      store.deleteCustomer(found.customer.id);
      changes.tell({ type: 'customer', id: found.customer.id, what: 'deleted' });
      return { deletedCustomerId: id, userErrors: [] };
    },
  };
}

function refuseTags(message: string): { node: null; userErrors: UserError[] } {
  return { node: null, userErrors: [{ field: ['tags'], message }] };
}
