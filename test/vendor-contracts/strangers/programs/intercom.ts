// intercom-client as a stranger to the sandbox. At a 429 it waits as long as Retry-After says, and tries again.
import { IntercomClient, IntercomError } from 'intercom-client';
import { expect, refusal, setting, type Stranger } from '../stranger';

export const intercom: Stranger = {
  needs: ['INTERCOM_URL', 'INTERCOM_TOKEN'],
  async meet(settings, { check, throttle, calls }) {
    const baseUrl = setting(settings, 'INTERCOM_URL');
    const client = (token: string) => new IntercomClient({ token, baseUrl });
    const api = client(setting(settings, 'INTERCOM_TOKEN'));

    await check('is refused with a wrong token', async () => {
      const error = await refusal(client('wrong').admins.identify());
      expect(error instanceof IntercomError && error.statusCode === 401, 'the refusal is no 401');
    });
    const some = await api.contacts.list({ per_page: 20 });
    const known = some.data.find(({ email }) => email != null);
    await check('looks a customer up', async () => {
      const found = await api.contacts.search({ query: { field: 'email', operator: '=', value: known?.email ?? '' } });
      expect(
        found.data.some(({ id }) => id === known?.id),
        'the search by address has not the contact',
      );
      const one = await api.contacts.find({ contact_id: known?.id ?? '' });
      expect(one.email === known?.email, 'the contact by id is another');
    });
    await check('pages through', async () => {
      const paged: (string | undefined)[] = [];
      for await (const contact of await api.contacts.list({ per_page: 7 })) {
        paged.push(contact.id);
        if (paged.length === some.data.length) break;
      }
      expect(paged.join() === some.data.map(({ id }) => id).join(), 'three pages are not what one page has');
    });
    await check('reads what belongs to a customer', async () => {
      const found = await api.conversations.search({
        query: { field: 'state', operator: '=', value: 'open' },
        pagination: { per_page: 2 },
      });
      expect(found.data.length > 0, 'there is no open conversation');
      const one = await api.conversations.find({ conversation_id: found.data[0]?.id ?? '' });
      expect(one.conversation_parts !== undefined, 'the conversation has no parts');
    });
    await check('meets a 429, waits and goes on', async () => {
      await throttle(baseUrl, '/contacts');
      const found = await api.contacts.list({ per_page: 1 });
      expect(found.data.length === 1, 'nothing came in the end');
      expect((await calls(baseUrl)) === 2, 'it was not sent twice');
    });
  },
};
