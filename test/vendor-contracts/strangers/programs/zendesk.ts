// node-zendesk as a stranger to the sandbox. At a 429 it neither tries again nor throws: it resolves with the refusal's body.
import { createClient } from 'node-zendesk';
import { expect, refusal, setting, type Stranger } from '../stranger';

export const zendesk: Stranger = {
  needs: ['ZENDESK_URL', 'ZENDESK_EMAIL', 'ZENDESK_TOKEN'],
  async meet(settings, { check, throttle, calls }) {
    const url = setting(settings, 'ZENDESK_URL');
    const client = (token: string) => createClient({ username: setting(settings, 'ZENDESK_EMAIL'), token, endpointUri: `${url}/api/v2` });
    const api = client(setting(settings, 'ZENDESK_TOKEN'));

    await check('is refused with a wrong token', async () => {
      const error = await refusal(client('wrong').users.show(1));
      expect(error.message.includes('(401)'), 'the refusal is no 401');
    });
    let userId = 0;
    await check('looks a customer up', async () => {
      const { result: found } = await api.search.query('type:user ada');
      const list = found as { id: number; email: string | null }[];
      const user = list.find(({ email }) => email !== null);
      expect(user !== undefined, 'nobody was found');
      userId = user.id;
      const { result } = await api.users.show(user.id);
      expect(result.id === user.id && result.email === user.email, 'the user by id is another');
      const { result: many } = await api.users.showMany([user.id]);
      expect((many as unknown as unknown[]).length === 1, 'show_many has not the user alone');
      const byAddress = await api.users.search({ query: `email:${String(user.email)}` });
      expect(
        Array.isArray(byAddress) && byAddress.some((one: { id: number }) => one.id === user.id),
        'the search by address has not the user',
      );
    });
    await check('pages through', async () => {
      const users = await api.search.queryAll('type:user');
      const ids = (users as { id: number }[]).map(({ id }) => id);
      expect(ids.length > 100, 'there is but one page');
      expect(new Set(ids).size === ids.length, 'pages repeat users');
    });
    await check('reads what belongs to a customer', async () => {
      const identities = await api.useridentities.list(userId);
      expect(Array.isArray(identities) && identities.length > 0, 'the user has no identity');
    });
    await check('meets a 429 and takes the refusal for an answer', async () => {
      await throttle(url, '/api/v2/users');
      const { response, result } = await api.users.show(userId);
      expect((response as { status: number }).status === 429, 'the answer is no 429');
      expect(result.id === undefined, 'the refusal is a user');
      expect((await calls(url)) === 1, 'it was sent again');
    });
  },
};
