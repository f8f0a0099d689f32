// @mailchimp/mailchimp_marketing as a stranger to the sandbox. At a 429 it does not try again: it throws.
import { createHash } from 'node:crypto';
import mailchimpMarketing from '@mailchimp/mailchimp_marketing';
import { expect, refusal, setting, type Stranger } from '../stranger';

export const mailchimp: Stranger = {
  needs: ['MAILCHIMP_URL', 'MAILCHIMP_KEY'],
  async meet(settings, { check, throttle, calls }) {
    const url = setting(settings, 'MAILCHIMP_URL');
    // It is one object for all, and has no other way to be led elsewhere.
    const api = mailchimpMarketing;
    api.basePath = `${url.replace(/\/3\.0$/, '')}/3.0`;

    await check('is refused with a wrong key', async () => {
      api.setConfig({ apiKey: 'wrong-us1' });
      const error = await refusal(api.ping.get());
      expect('status' in error && error.status === 401, 'the refusal is no 401');
    });
    api.setConfig({ apiKey: setting(settings, 'MAILCHIMP_KEY') });
    const { lists } = await api.lists.getAllLists({ count: 10 });
    const list = lists.find(({ stats }) => stats.member_count >= 6)?.id ?? '';
    await check('looks a customer up', async () => {
      const { members } = await api.lists.getListMembersInfo(list, { count: 1 });
      const known = members[0];
      expect(known !== undefined, 'the list has no member');
      const hash = createHash('md5').update(known.email_address.toLowerCase()).digest('hex');
      const member = await api.lists.getListMember(list, hash);
      expect(member.contact_id === known.contact_id, 'the member by hash is another');
      const found = await api.searchMembers.search(known.email_address);
      expect(
        found.exact_matches.members.some(({ contact_id }) => contact_id === known.contact_id),
        'the search has not the member',
      );
      const { tags } = await api.lists.getListMemberTags(list, hash);
      expect(Array.isArray(tags), 'the member has no tags');
    });
    await check('is told of a member that is not there', async () => {
      const error = await refusal(api.lists.getListMember(list, '00000000000000000000000000000000'));
      expect('status' in error && error.status === 404, 'the refusal is no 404');
    });
    await check('pages through', async () => {
      const page = async (count: number, offset: number) =>
        (await api.lists.getListMembersInfo(list, { count, offset })).members.map(({ contact_id }) => contact_id);
      const paged = [...(await page(3, 0)), ...(await page(3, 3))];
      expect(paged.join() === (await page(6, 0)).join(), 'two pages are not what one page has');
    });
    await check('meets a 429 and throws', async () => {
      await throttle(url);
      const error = await refusal(api.ping.get());
      expect('status' in error && error.status === 429, 'the refusal is no 429');
      expect((await calls(url)) === 1, 'it was sent again');
    });
  },
};
