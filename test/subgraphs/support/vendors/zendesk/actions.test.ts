// What Zendesk is asked to do, on the pretend Zendesk.
import { supportActions } from '../../../../../subgraphs/support/actions';
import { startZendesk } from '../../../../../sandbox/vendors/zendesk/server';
import { zendesk } from '../../../../../subgraphs/support/vendors/zendesk';
import { describeActions } from '../../../../contracts/actions.contract';
import { startConnector } from '../../../../support/vendor-server';
import { EMAIL, id, ticket, TOKEN, world } from './zendesk-world';

describeActions({
  name: 'zendesk',
  inputs: supportActions,
  start: () => startZendesk({ world, port: 0, email: EMAIL, token: TOKEN, limits: 'off', lagSeconds: 60 }),
  connect: (server) => startConnector(zendesk, { URL: server.url, EMAIL, TOKEN }),
  cases: [
    {
      action: 'createTicket',
      input: {
        record: id('77'),
        subject: 'Payment failed',
        body: 'The card of Anna expired',
        priority: 'URGENT',
        ref: 'stripe:invoice:in_1',
      },
      write: { method: 'POST' },
      undoable: true,
      attempts: 2,
      lost: 2,
      // Deleted.
      refused: { record: id('79'), subject: 'Payment failed', body: 'The card expired' },
    },
    { action: 'deleteTicket', input: { ticket: ticket('301') }, write: { method: 'DELETE' }, undoable: false, forgets: [id('77')] },
    {
      action: 'addComment',
      input: { ticket: ticket('301'), text: 'Has a deal worth keeping', ref: 'hubspot:deal:901' },
      write: { asked: 'public' },
      undoable: false,
      forgets: [id('77')],
      refused: { ticket: ticket('999'), text: 'Nobody reads this' },
    },
    {
      action: 'updateRequester',
      input: { record: id('77'), phone: '+49301112233', name: 'Annika Muster' },
      write: { asked: 'Annika' },
      undoable: false,
    },
    {
      action: 'updateRequester',
      input: { record: id('77'), email: 'anna.new@example.com' },
      write: { method: 'PUT' },
      attempts: 3,
      undoable: false,
      refused: { record: id('77'), email: 'bert@example.com' },
    },
    {
      action: 'deleteRequester',
      input: { record: id('81') },
      write: { method: 'DELETE' },
      undoable: false,
      refused: { record: id('86') },
    },
  ],
});
