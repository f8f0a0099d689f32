import { startHubspot, type RunningHubspot } from '../../../../../sandbox/vendors/hubspot/server';
import { hubspot } from '../../../../../subgraphs/crm/vendors/hubspot';
import { testCall } from '../../../../support/call';
import { valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { id, TOKEN, world } from './hubspot-world';

let server: RunningHubspot;
beforeAll(async () => {
  server = await startHubspot({ world, port: 0, token: TOKEN, limits: 'off' });
});
afterAll(() => server.stop());

it('tells whose deals are, contacts and companies, in two requests', async () => {
  const connector = await startConnector(hubspot, { TOKEN, URL: server.url });
  try {
    const deals = world.crm.deals.map((deal) => deal.id);
    const owners = await valuesOf(connector.whose?.([...deals, '404404'], testCall()) ?? Promise.resolve([]));
    const known = new Set(world.crm.contacts.flatMap((contact) => (contact.archived ? [] : [contact.id])));
    expect(owners.map((all) => [...all].sort())).toEqual([
      ...world.crm.deals.map(({ contactIds, companyIds }) =>
        [...contactIds.filter((one) => known.has(one)).map((one) => id(one)), ...companyIds.map((one) => `hubspot:company:${one}`)].sort(),
      ),
      [],
    ]);
    expect(owners.flat().length).toBeGreaterThan(0);
    expect(server.calls().map(({ path }) => path)).toEqual([
      '/crm/v4/associations/deals/contacts/batch/read',
      '/crm/v4/associations/deals/companies/batch/read',
    ]);
  } finally {
    await connector.close?.();
  }
});
