// @hubspot/api-client as a stranger to the sandbox. At a 429 for the ten-second limit it waits ten seconds, whatever Retry-After
// says, and tries again.
import { Client } from '@hubspot/api-client';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts';
import { expect, refusal, setting, type Stranger } from '../stranger';

export const hubspot: Stranger = {
  needs: ['HUBSPOT_URL', 'HUBSPOT_TOKEN'],
  async meet(settings, { check, throttle, calls }) {
    const basePath = setting(settings, 'HUBSPOT_URL');
    const client = (accessToken: string) => new Client({ accessToken, basePath, numberOfApiCallRetries: 2 });
    const api = client(setting(settings, 'HUBSPOT_TOKEN'));
    const search = (limit: number, after?: string) =>
      api.crm.contacts.searchApi.doSearch({
        filterGroups: [{ filters: [{ propertyName: 'email', operator: FilterOperatorEnum.HasProperty }] }],
        properties: ['email', 'firstname', 'lastname'],
        limit,
        sorts: [],
        ...(after === undefined ? {} : { after }),
      });

    await check('is refused with a wrong token', async () => {
      const error = await refusal(client('pat-wrong').crm.owners.ownersApi.getPage());
      expect('code' in error && error.code === 401, 'the refusal is no 401');
    });
    await check('looks a customer up', async () => {
      const read = await api.crm.contacts.batchApi.read({
        inputs: [{ id: '501' }, { id: '99999999' }],
        properties: ['email', 'lastname'],
        propertiesWithHistory: [],
      });
      expect(read.results.length === 1 && read.results[0]?.id === '501', 'the batch by id has not the contact alone');
      const email = read.results[0]?.properties['email'] ?? '';
      const byEmail = await api.crm.contacts.batchApi.read({
        idProperty: 'email',
        inputs: [{ id: email }],
        properties: ['email'],
        propertiesWithHistory: [],
      });
      expect(byEmail.results[0]?.id === '501', 'the batch by address has not the contact');
      expect(byEmail.results[0]?.createdAt instanceof Date, 'the contact has no date');
      const one = await api.crm.contacts.basicApi.getById('501', ['email']);
      expect(one.properties['email'] === email, 'the contact by id is another');
    });
    await check('pages through', async () => {
      const whole = await search(6);
      const first = await search(3);
      const second = await search(3, first.paging?.next?.after);
      const paged = [...first.results, ...second.results].map(({ id }) => id);
      expect(paged.join() === whole.results.map(({ id }) => id).join(), 'two pages are not what one page has');
      const owners = await api.crm.owners.ownersApi.getPage(undefined, undefined, 2);
      expect(owners.results.length > 0, 'there is no owner');
    });
    await check('reads what belongs to a customer', async () => {
      const { results } = await api.crm.associations.v4.batchApi.getPage('contacts', 'deals', { inputs: [{ id: '501' }] });
      const deal = results[0]?.to[0]?.toObjectId;
      expect(deal !== undefined, 'the contact has no deal');
      const deals = await api.crm.deals.batchApi.read({
        inputs: [{ id: String(deal) }],
        properties: ['dealname'],
        propertiesWithHistory: [],
      });
      expect(deals.results.length === 1, 'the deal is not there');
    });
    await check('meets a 429, waits its ten seconds and goes on', async () => {
      await throttle(basePath, '/crm/v3/owners');
      const owners = await api.crm.owners.ownersApi.getPage();
      expect(owners.results.length > 0, 'nothing came in the end');
      expect((await calls(basePath)) === 2, 'it was not sent twice');
    });
  },
};
