import { startShopify, type RunningShopify } from '../../../../../sandbox/vendors/shopify/server';
import { shopify } from '../../../../../subgraphs/sales/vendors/shopify';
import { webhook } from '../../../../../subgraphs/sales/vendors/shopify/webhook';
import { testCall } from '../../../../support/call';
import { valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { id, TOKEN, world } from './shopify-world';

let server: RunningShopify;
beforeAll(async () => {
  server = await startShopify({ world, port: 0, token: TOKEN, limits: 'off' });
});
afterAll(() => server.stop());

it('tells whose orders are, in one request', async () => {
  const connector = await startConnector(shopify, { TOKEN, URL: server.url });
  try {
    const orders = world.shop.orders.slice(0, 5);
    const subjects = [...orders.map((order) => order.id), '404404', 'none'];
    expect(await valuesOf(connector.whose?.(subjects, testCall()) ?? Promise.resolve([]))).toEqual([
      ...orders.map(({ customerId }) => [id(customerId)]),
      [],
      [],
    ]);
    expect(server.calls()).toHaveLength(1);
  } finally {
    await connector.close?.();
  }
});

it('is asked of what a shipment or a refund is about, which names the order alone', () => {
  const read = (topic: string, body: object) =>
    webhook.read(
      {
        ...{ method: 'POST', url: 'http://gateway.example/webhooks/shop', body: Buffer.from(JSON.stringify(body)) },
        headers: { 'x-shopify-topic': topic, 'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043' },
      },
      'shop',
    );
  const unnamed = { type: 'sales.order.updated', records: [], items: ['shop:order:901'], subjects: ['901'] };
  expect(read('fulfillments/create', { id: 1, order_id: 901 })).toMatchObject([unnamed]);
  expect(read('refunds/create', { id: 2, order_id: 901 })).toMatchObject([unnamed]);
  expect(read('orders/updated', { id: 901, customer: null })).toMatchObject([unnamed]);
  expect(read('orders/updated', { id: 901, customer: { id: 7 } })[0]).not.toHaveProperty('subjects');
});
