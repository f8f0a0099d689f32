// jsforce as a stranger to the sandbox. A refusal for the limit is a 403 at this vendor, which it does not try again: it throws
// with the vendor's code.
import { Connection } from 'jsforce';
import { expect, refusal, setting, type Stranger } from '../stranger';

interface Contact {
  Id: string;
  Email: string | null;
}

export const salesforce: Stranger = {
  needs: ['SALESFORCE_URL', 'SALESFORCE_CLIENT_ID', 'SALESFORCE_CLIENT_SECRET'],
  async meet(settings, { check, throttle, calls }) {
    const url = setting(settings, 'SALESFORCE_URL');
    const connection = (clientSecret: string) =>
      new Connection({
        instanceUrl: url,
        version: '66.0',
        oauth2: { loginUrl: url, clientId: setting(settings, 'SALESFORCE_CLIENT_ID'), clientSecret },
      });
    const api = connection(setting(settings, 'SALESFORCE_CLIENT_SECRET'));

    await check('is refused with a wrong secret', async () => {
      const error = await refusal(connection('wrong').authorize({ grant_type: 'client_credentials' }));
      expect(error.name === 'invalid_client', 'the refusal is no invalid_client');
    });
    await check('logs in', async () => {
      await api.authorize({ grant_type: 'client_credentials' });
      expect(typeof api.accessToken === 'string' && api.accessToken !== '', 'there is no token');
    });
    await check('looks a customer up', async () => {
      const { records: some } = await api.query<Contact>('SELECT Id, Email FROM Contact WHERE Email != null LIMIT 1');
      const known = some[0];
      expect(known?.Email != null, 'no contact has an address');
      const { records } = await api.query<Contact>(
        `SELECT Id, Email FROM Contact WHERE Email IN ('${known.Email.replaceAll("'", "\\'")}')`,
      );
      expect(
        records.some(({ Id }) => Id === known.Id),
        'the query by address has not the contact',
      );
      const [one, nobody] = await api.sobject('Contact').retrieve([known.Id, '003000000000000AAA']);
      expect(one?.['Email'] === known.Email && nobody == null, 'the contacts by id are others');
    });
    await check('pages through', async () => {
      const all = await api.query('SELECT Id FROM Case', { autoFetch: true, maxFetch: 5_000 });
      const ids = all.records.map(({ Id }) => Id);
      expect(ids.length === all.totalSize && new Set(ids).size === ids.length, 'pages repeat or leave out cases');
    });
    await check('tells what an object has', async () => {
      const { fields } = await api.describe('Contact');
      expect(
        fields.some(({ name }) => name === 'Email'),
        'a contact has no field Email',
      );
      expect(api.limitInfo.apiUsage !== undefined, 'the limit is not told');
    });
    await check('meets the limit and is told REQUEST_LIMIT_EXCEEDED', async () => {
      await throttle(url, '/services/data');
      const error = await refusal(api.query('SELECT Id FROM Contact LIMIT 1').then((found) => found));
      expect(error.name === 'REQUEST_LIMIT_EXCEEDED', 'the refusal is no REQUEST_LIMIT_EXCEEDED');
      expect((await calls(url)) === 1, 'it was sent again');
    });
  },
};
