// Custom fields of Vendure: which are selected, each once and as the shop has them, and which are not there.
import { customFieldsIn, fieldsOf } from '../../../../../subgraphs/sales/vendors/vendure/fields';
import type { VendureApi } from '../../../../../subgraphs/sales/vendors/vendure/api';
import { readShop } from '../../../../../subgraphs/sales/vendors/vendure/shop';
import { startVendure } from '../../../../../sandbox/vendors/vendure/server';
import { vendure } from '../../../../../subgraphs/sales/vendors/vendure';
import { testCall } from '../../../../support/call';
import { by, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { id, PASSWORD, settingsOf, world } from './vendure-world';

const FIELDS = [
  { name: 'tier', type: 'string', list: false },
  { name: 'crmId', type: 'string', list: false },
  { name: 'shoes', type: 'struct', list: false, fields: [{ name: 'size' }, { name: 'colour' }] },
  { name: 'friend', type: 'relation', list: false, scalarFields: ['id', 'emailAddress'] },
];
const shop: VendureApi = {
  ask: ({ data }) =>
    Promise.resolve(
      data.parse({
        globalSettings: { serverConfig: { moneyStrategyPrecision: 2, customFieldConfig: { Customer: FIELDS, Order: [] } } },
      }),
    ),
};
const selected = async (shown: string[], customer: Record<string, string[]> = {}) => {
  const reader = await readShop('vendure', shop, { customer, order: {}, shown });
  return (await reader.shop(testCall())).customerFields;
};

it('are those that paths are in, each once', () => {
  const paths = [
    'customFields.tier',
    'customFields.tier',
    'customFields.shoes.size',
    'customFields',
    'addresses.0.city',
    'tier',
    'customFields.',
  ];
  expect(customFieldsIn(paths)).toEqual(['tier', 'shoes']);
});

it('are selected whole, where the shop has them, and once beside those of other settings', async () => {
  expect(await selected(['shoes', 'friend', 'nothing'])).toBe('customFields { shoes { size colour } friend { id emailAddress } }');
  expect(await selected(['tier'], { CUSTOM_FIELDS: ['tier'], EXTERNAL_ID: ['crmId'] })).toBe('customFields { tier crmId }');
  expect(await selected(['nothing'])).toBe('');
});

it('are told by the shop, beside what is asked of every customer', async () => {
  const fields = await fieldsOf(await readShop('vendure', shop, { customer: {}, order: {}, shown: [] }))(testCall());
  expect(fields).toEqual(expect.arrayContaining(['title', 'addresses', 'user', 'customFields.tier', 'customFields.friend']));
  expect(fields).not.toContain('customFields');
});

it('do not keep the gateway from starting where the shop is not there, and are asked for when it comes', async () => {
  const server = await startVendure({ world, port: 0, password: PASSWORD });
  server.faults.set({ mode: '503' });
  const { URL = '', USERNAME = '' } = settingsOf(server);
  const connector = await startConnector(vendure, { URL, USERNAME, PASSWORD }, ['customFields.loyaltyTier', 'customFields.nothing']);
  try {
    await expect(connector.fields?.(testCall())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    server.faults.clear();
    const [[record] = []] = await valuesOf(connector.find([by('id', id('501'))], testCall()));
    expect(record?.raw).toMatchObject({ customFields: { loyaltyTier: 'gold' } });
  } finally {
    await connector.close?.();
    await server.stop();
  }
});
