// What Shopify is asked to do, on the pretend Shopify.
import { salesActions } from '../../../../../subgraphs/sales/actions';
import { startShopify } from '../../../../../sandbox/vendors/shopify/server';
import { shopify } from '../../../../../subgraphs/sales/vendors/shopify';
import { describeActions } from '../../../../contracts/actions.contract';
import { startConnector } from '../../../../support/vendor-server';
import { id, TOKEN, world } from './shopify-world';

describeActions({
  name: 'shopify',
  inputs: salesActions,
  start: () => startShopify({ world, port: 0, token: TOKEN, limits: 'off', lagSeconds: 60 }),
  connect: (server) => startConnector(shopify, { URL: server.url, TOKEN }),
  cases: [
    {
      action: 'addNote',
      input: { record: id('501'), text: 'Prefers parcels on Mondays', ref: 'zendesk:ticket:77' },
      write: { asked: 'customerUpdate' },
      undoable: false,
      refused: { record: id('9999'), text: 'Nobody is there' },
    },
    { action: 'addTag', input: { record: id('502'), tag: 'vip' }, write: { asked: 'tagsAdd' }, undoable: true },
    {
      action: 'removeTag',
      before: [{ action: 'addTag', input: { record: id('502'), tag: 'vip' } }],
      input: { record: id('502'), tag: 'vip' },
      write: { asked: 'tagsRemove' },
      undoable: true,
    },
    { action: 'requestErasure', input: { record: id('502') }, write: { asked: 'RequestErasure' }, undoable: false, effects: 2 },
    {
      action: 'deleteCustomer',
      input: { record: id('505') },
      write: { asked: 'customerDelete' },
      undoable: false,
      // Has orders.
      refused: { record: id('501') },
    },
  ],
});
