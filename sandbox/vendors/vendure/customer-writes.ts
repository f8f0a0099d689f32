// The fields of Mutation that change customers: their notes, what is said of them, their making and their deletion, each as a real 3.7.3 was
// seen to answer. https://docs.vendure.io/reference/graphql-api/admin/mutations/
import type { Changes } from '../../changes';
import { customerNotFound, databaseError } from './errors';
import type { VendureCustomer } from '../../world/vendure-story';
import type { VendureStore } from './store';
import type { Views } from './views';

/** https://docs.vendure.io/reference/typescript-api/common/permission/ */
export const WRITE_PERMISSIONS = ['CreateCustomer', 'UpdateCustomer', 'DeleteCustomer'] as const;
export type WritePermission = (typeof WRITE_PERMISSIONS)[number];

/** What a caller says of a customer; what is left out stays. */
interface CustomerInput {
  title?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  phoneNumber?: string | null;
  emailAddress?: string | null;
  customFields?: { crmId?: string | null; loyaltyTier?: string | null } | null;
}

const CONFLICT = {
  ...{ __typename: 'EmailAddressConflictError', errorCode: 'EMAIL_ADDRESS_CONFLICT_ERROR' },
  message: 'The email address is not available.',
};

/** @returns the fields by name, for whoever may ask them. */
export function createCustomerWrites(store: VendureStore, views: Views, changes: Changes) {
  const known = (id: string): VendureCustomer => {
    const customer = store.customerById(id);
    if (customer === null) throw customerNotFound(id);
    return customer;
  };
  /** Whether somebody else has the address: guests as well, deleted customers not. */
  const isTaken = (emailAddress: string, id: string | null): boolean =>
    store.customers().some((customer) => customer.id !== id && customer.emailAddress === emailAddress.toLowerCase());
  const tell = (id: string, what: 'created' | 'updated' | 'deleted') => changes.tell({ type: 'customer', id, what });

  return {
    addNoteToCustomer({ input: { id, note, isPublic } }: { input: { id: string; note: string; isPublic: boolean } }): object {
      const customer = known(id);
      store.addNote(id, { note, isPublic });
      tell(id, 'updated');
      return views.customer(customer);
    },
    // The message is a key of Vendure's texts, as seen.
    deleteCustomerNote({ id }: { id: string }): object {
      const customerId = store.deleteNote(id);
      if (customerId === null) return { result: 'NOT_DELETED', message: 'error.entity-with-id-not-found' };
      tell(customerId, 'updated');
      return { result: 'DELETED', message: null };
    },
    updateCustomer({ input: { id, ...input } }: { input: CustomerInput & { id: string } }): object {
      known(id);
      if (typeof input.emailAddress === 'string' && isTaken(input.emailAddress, id)) return CONFLICT;
      const customer = store.putCustomer({ id, ...toChange(input) });
      tell(id, 'updated');
      return views.customer(customer);
    },
    // Whoever is made here has an account, which is confirmed where a password is given.
    createCustomer({ input, password }: { input: CustomerInput; password?: string | null }): object {
      if (isTaken(input.emailAddress ?? '', null)) return CONFLICT;
      const id = store.nextCustomerId();
      const user = { id, verified: typeof password === 'string' };
      const customer = store.putCustomer(Object.assign({ id, user }, toChange(input)));
      tell(id, 'created');
      return views.customer(customer);
    },
    // Hidden, and kept: orders tell of them as before.
    deleteCustomer({ id }: { id: string }): object {
      known(id);
      store.deleteCustomer(id);
      tell(id, 'deleted');
      return { result: 'DELETED', message: null };
    },
  };
}

/** Null empties titles, numbers and custom fields; the database refuses it as a name or an address. */
function toChange({ title, firstName, lastName, phoneNumber, emailAddress, customFields }: CustomerInput): object {
  const needed = { firstName, lastName, emailAddress };
  const [missing] = Object.entries(needed).find(([, value]) => value === null) ?? [];
  if (missing !== undefined) throw databaseError(`NOT NULL constraint failed: customer.${missing}`);
  const given = { ...needed, title, phoneNumber, crmId: customFields?.crmId, loyaltyTier: customFields?.loyaltyTier };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
