// What Stripe is asked to do with a customer. An update is compared with what is there, and carries Stripe's own idempotency key besides,
// so that it may be sent again at once.
import { z } from 'zod';
import { markOf, unlessHeld } from '../../../../platform/actions/once';
import type { Deed } from '../../../../platform/actions/offer';
import { notThere, ownId, refusedInput } from '../../../../platform/actions/refusal';
import type { Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import type { BillingActions } from '../../contract';
import { ownIds } from './account';
import type { StripeApi } from './api';
import { toBillingRecord } from './records';
import { CustomerAnswer } from './wire';

const Problem = z.object({ error: z.object({ type: z.string() }) });
const Written = z.union([z.object({ id: z.string() }), Problem]);

export function stripeActions({ http, account }: StripeApi): BillingActions {
  const { source } = account;

  function idOf(record: RecordId): string {
    const [id] = ownIds(account, [record]).keys();
    return id ?? ownId(source, 'customer', record, /^$/);
  }
  /** null = there is none, or no more. https://docs.stripe.com/api/customers/retrieve */
  async function customerOf(id: string, call: Call) {
    const { body } = await http.send({ method: 'GET', path: `/v1/customers/${id}`, reply: CustomerAnswer, accept: [404], call });
    return 'error' in body || body.deleted === true ? null : toBillingRecord(body, account);
  }

  return {
    async updateCustomer(input, call) {
      const id = idOf(input.record);
      const customer = await customerOf(id, call);
      if (customer === null) throw notThere(source, 'updateCustomer');
      const form = {
        ...(input.email === undefined || customer.emails.some(({ value }) => value === input.email) ? {} : { email: input.email }),
        ...(input.phone === undefined || customer.phones.some(({ value }) => value === input.phone) ? {} : { phone: input.phone }),
        ...(input.name === undefined || input.name === (customer.name.full ?? customer.company) ? {} : { name: input.name }),
      };
      const deed: Deed = { record: input.record, undo: null };
      return unlessHeld(call, Object.keys(form).length === 0 ? deed : null, async () => {
        // https://docs.stripe.com/api/customers/update, https://docs.stripe.com/api/idempotent_requests: keys are kept for 24 hours at
        // least. In the limits of the account and of the endpoint (index.ts).
        const { body } = await http.send({
          method: 'POST',
          path: `/v1/customers/${id}`,
          headers: { 'idempotency-key': markOf(call.key) },
          form,
          reply: Written,
          accept: [400, 409],
          call,
        });
        if ('error' in body) throw refusedInput(source, 'updateCustomer', input);
        return deed;
      });
    },
    async deleteCustomer({ record }, call) {
      const id = idOf(record);
      const customer = await customerOf(id, call);
      const deed: Deed = { record, undo: null };
      return unlessHeld(call, customer === null ? deed : null, async () => {
        // 404 = somebody was faster. https://docs.stripe.com/api/customers/delete
        await http.send({ method: 'DELETE', path: `/v1/customers/${id}`, reply: Written, accept: [404], retry: false, call });
        return deed;
      });
    },
  };
}
