// klaviyo-api as a stranger to the sandbox. At a 429 it reads Retry-After and tries again.
import { ApiKeySession, EventsApi, ListsApi, ProfilesApi, SegmentsApi } from 'klaviyo-api';
import { expect, refusal, setting, type Stranger } from '../stranger';

export const klaviyo: Stranger = {
  needs: ['KLAVIYO_URL', 'KLAVIYO_KEY'],
  async meet(settings, { check, throttle, calls }) {
    const url = setting(settings, 'KLAVIYO_URL');
    const session = new ApiKeySession(setting(settings, 'KLAVIYO_KEY'));
    const at = <Api extends { basePath: string }>(api: Api): Api => Object.assign(api, { basePath: url });
    const profiles = at(new ProfilesApi(session));

    await check('is refused with a wrong key', async () => {
      const error = await refusal(at(new ListsApi(new ApiKeySession('pk_wrong'))).getLists());
      expect('response' in error && (error.response as { status: number }).status === 401, 'the refusal is no 401');
    });
    const { body: some } = await profiles.getProfiles({ pageSize: 20 });
    const known = some.data.find(({ attributes }) => attributes.email != null);
    const email = known?.attributes.email ?? '';
    await check('looks a customer up', async () => {
      const { body } = await profiles.getProfiles({ filter: `any(email,["${email}"])`, additionalFieldsProfile: ['subscriptions'] });
      expect(
        body.data.some(({ id }) => id === known?.id),
        'the filter by address has not the profile',
      );
      const consent = body.data[0]?.attributes.subscriptions?.email?.marketing?.consent;
      expect(typeof consent === 'string', 'the profile says nothing of consent');
      const { body: one } = await profiles.getProfile(known?.id ?? '', {});
      expect(one.data.attributes.email === email, 'the profile by id is another');
    });
    await check('pages through', async () => {
      const first = await profiles.getProfiles({ pageSize: 10 });
      const cursor = new URL(first.body.links?.next ?? '').searchParams.get('page[cursor]') ?? '';
      const second = await profiles.getProfiles({ pageSize: 10, pageCursor: cursor });
      const paged = [...first.body.data, ...second.body.data].map(({ id }) => id);
      expect(paged.join() === some.data.map(({ id }) => id).join(), 'two pages are not what one page has');
    });
    await check('reads what belongs to a customer', async () => {
      const { body: events } = await at(new EventsApi(session)).getEvents({
        filter: `equals(profile_id,"${known?.id}")`,
        include: ['metric'],
      });
      expect(
        events.data.every(({ attributes }) => attributes.datetime instanceof Date),
        'an event has no time',
      );
      const { body: segments } = await at(new SegmentsApi(session)).getSegments({});
      expect(segments.data.length > 0, 'there is no segment');
      const { body: lists } = await profiles.getListsForProfile(known?.id ?? '', {});
      expect(Array.isArray(lists.data), 'the profile has no lists');
    });
    await check('meets a 429, waits and goes on', async () => {
      await throttle(url, '/api/profiles');
      const { body } = await profiles.getProfiles({ pageSize: 1 });
      expect(body.data.length === 1, 'nothing came in the end');
      expect((await calls(url)) === 2, 'it was not sent twice');
    });
  },
};
