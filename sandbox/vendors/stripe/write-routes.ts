// Stripe's writes of customers, form-encoded, with idempotency keys: https://docs.stripe.com/api/idempotent_requests
import { z } from 'zod';
import type { Changes } from '../../changes';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import { toStripeCustomer } from './customers';
import { invalidRequest, notFound } from './errors';
import type { StripeStore } from './store';

/** What the sandbox's customers have of what Stripe takes. '' empties one. */
const form = z.strictObject({ email: z.string().optional(), name: z.string().optional(), phone: z.string().optional() });
const LONGEST = { email: 512, name: 256, phone: 20 } as const;
const LONGEST_KEY = 255;

export function createWriteRoutes(store: StripeStore, changes: Changes): Route[] {
  const answered = new Map<string, { text: string; answer: VendorAnswer }>();

  /** The first answer again for a key that came before, whatever it was. */
  function once(request: VendorRequest, write: () => VendorAnswer): VendorAnswer {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return write();
    if (key.length > LONGEST_KEY) return invalidRequest('Idempotency key is too long', null);
    const text = `${request.path} ${JSON.stringify(request.body)}`;
    const known = answered.get(key);
    if (known !== undefined && known.text !== text) {
      const message = 'Keys for idempotent requests can only be used with the same parameters they were first used with.';
      return { status: 400, body: { error: { message, type: 'idempotency_error' } } };
    }
    if (known !== undefined) return { ...known.answer, headers: { 'Idempotent-Replayed': 'true' } };
    const answer = write();
    answered.set(key, { text, answer });
    return { ...answer, headers: { 'Idempotency-Key': key } };
  }

  return [
    {
      // https://docs.stripe.com/api/customers/update
      method: 'POST',
      path: '/v1/customers/:id',
      handle: (request) =>
        once(request, () => {
          const id = request.params['id'] ?? '';
          const customer = store.customerById(id);
          if (customer === null || customer.deleted) return notFound('customer', id);
          const parsed = form.safeParse(request.body);
          if (!parsed.success) {
            const [issue] = parsed.error.issues;
            const name = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : String(issue?.path[0] ?? '');
            return invalidRequest(`Received unknown parameter: ${name}`, 'parameter_unknown', name);
          }
          for (const [name, longest] of Object.entries(LONGEST)) {
            const value = parsed.data[name as keyof typeof LONGEST] ?? '';
            if (value.length > longest) return invalidRequest(`Invalid string: must be at most ${longest} characters`, null, name);
          }
          const { email } = parsed.data;
          if (email !== undefined && email !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
            return invalidRequest(`Invalid email address: ${email}`, 'email_invalid', 'email');
          }
          const change = Object.fromEntries(Object.entries(parsed.data).map(([name, value]) => [name, value === '' ? null : value]));
          const changed = store.putCustomer({ id, ...change });
          changes.tell({ type: 'customer', id, what: 'updated' });
          return { status: 200, body: toStripeCustomer(changed, store.invoices.of(id).length) };
        }),
    },
    {
      // https://docs.stripe.com/api/customers/delete: "cannot be undone"; its invoices and charges stay
      method: 'DELETE',
      path: '/v1/customers/:id',
      handle({ params }) {
        const id = params['id'] ?? '';
        const customer = store.customerById(id);
        if (customer === null || customer.deleted) return notFound('customer', id);
        store.putCustomer(deletion(id));
        changes.tell({ type: 'customer', id, what: 'deleted' });
        return { status: 200, body: { id, object: 'customer', deleted: true } };
      },
    },
  ];
}

function deletion(id: string): object & { id: string } {
  const gone = { id, deleted: true, email: null, name: null, phone: null, description: null, metadata: {} };
  return { ...gone, ...{ street: null, city: null, postalCode: null, country: null, taxId: null } };
}
