// What Stripe is asked to do, on the pretend Stripe.
import { billingActions } from '../../../../../subgraphs/billing/actions';
import { startStripe } from '../../../../../sandbox/vendors/stripe/server';
import { stripe } from '../../../../../subgraphs/billing/vendors/stripe';
import { describeActions } from '../../../../contracts/actions.contract';
import { startConnector } from '../../../../support/vendor-server';
import { world } from './stripe-world';

const id = (customer: string): string => `stripe:customer:${customer}`;

describeActions({
  name: 'stripe',
  inputs: billingActions,
  start: () => startStripe({ world, port: 0, token: 'rk_test_actions', limits: 'off', lagSeconds: 60 }),
  connect: (server) => startConnector(stripe, { URL: server.url, KEY: 'rk_test_actions' }),
  cases: [
    {
      action: 'updateCustomer',
      input: { record: id('cus_anna'), email: 'anna.new@example.com', phone: '+49301112233', name: 'Annika Muster' },
      write: { method: 'POST' },
      undoable: false,
      attempts: 2,
      lost: 2,
      // Deleted.
      refused: { record: id('cus_gone'), name: 'Nobody' },
    },
    {
      action: 'deleteCustomer',
      input: { record: id('cus_bert') },
      write: { method: 'DELETE' },
      undoable: false,
    },
  ],
});
