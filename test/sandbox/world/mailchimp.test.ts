// Mailchimp's part of the world: whom it knows, by its own rules, and that nothing else of a seed changed for it.
import { createHash } from 'node:crypto';
import { createWorld } from '../../../sandbox/world/create-world';
import { createWorldFromPeople } from '../../../sandbox/world/people-file';
import type { MailchimpStatus } from '../../../sandbox/world/mailchimp-story';

const now = '2026-03-10T09:30:00.000Z';
const world = createWorld({ seed: 7, people: 2_000, now });
const { audiences, segments, members, campaigns, activity } = world.mailchimp;

describe('the Mailchimp of the world', () => {
  it('is told last: what the other systems of a seed say stays as it is', () => {
    const { crm, helpdesk, billing, shop, payments, marketing, truth } = createWorld({ seed: 3, people: 150, now });
    const told = truth.map(({ id, records, cases }) => [id, records, cases]);
    const whole = JSON.stringify([crm, helpdesk, billing, shop, payments, marketing, told]);
    const fingerprint = createHash('sha256').update(whole).digest('hex').slice(0, 16);
    expect(fingerprint).toBe('a2e92e639a429a57');
  });

  it('knows about a third of those whom the first marketing system knows, and a few of the others', () => {
    const persons = new Set(members.map(({ person }) => person));
    const first = new Set(world.marketing.profiles.map(({ person }) => person));
    const shared = [...persons].filter((person) => first.has(person)).length;
    expect(shared / first.size).toBeGreaterThan(0.25);
    expect(shared / first.size).toBeLessThan(0.38);
    expect(persons.size - shared).toBeGreaterThan(5);
    expect(persons.size - shared).toBeLessThan(60);
  });

  it('says whose each member is, and of nobody else', () => {
    const told = world.truth.flatMap(({ id, further = [] }) =>
      further.filter((record) => record.startsWith('mailchimp:')).map((record) => [record, id]),
    );
    const there = members.map(({ audienceId, contactId, person }) => [`mailchimp:member:${audienceId}-${contactId}`, person]);
    expect(told.toSorted()).toEqual(there.toSorted());
    expect(world.truth.some(({ records }) => records.some((record) => record.startsWith('mailchimp:')))).toBe(false);
  });

  it('has an address once in an audience, whatever its case, and the ids the vendor makes', () => {
    const places = members.map(({ audienceId, email }) => `${audienceId} ${email.toLowerCase()}`);
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(members.map(({ contactId }) => contactId)).size).toBe(members.length);
    expect(members.filter(({ email }) => email !== email.toLowerCase()).length).toBeGreaterThan(5);
    for (const { contactId } of members) expect(contactId).toMatch(/^[0-9a-f]{32}$/);
    for (const { id } of [...audiences, ...campaigns]) expect(id).toMatch(/^[0-9a-f]{10}$/);
    // Ids say nothing of the address.
    const hashes = new Set(members.map(({ email }) => createHash('md5').update(email.toLowerCase()).digest('hex')));
    expect(members.filter(({ contactId }) => hashes.has(contactId))).toEqual([]);
  });

  it('has every status, and some in two audiences of whom one says otherwise', () => {
    const statuses: MailchimpStatus[] = ['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional', 'archived'];
    expect(new Set(members.map(({ status }) => status))).toEqual(new Set(statuses));
    const byAddress = new Map<string, Set<MailchimpStatus>>();
    for (const { email, status } of members) byAddress.set(email, (byAddress.get(email) ?? new Set()).add(status));
    expect([...byAddress.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(5);
  });

  it('sends only to who confirmed, and nothing after they left', () => {
    const memberOf = new Map(members.map((member) => [member.contactId, member]));
    const sentOf = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
    expect(activity.length / members.length).toBeGreaterThan(3);
    for (const { contactId, campaignId, at } of activity) {
      const member = memberOf.get(contactId);
      const campaign = sentOf.get(campaignId);
      expect(campaign?.audienceId).toBe(member?.audienceId);
      expect([(campaign?.sentAt ?? '9') <= at, (member?.optedInAt ?? '9') <= at, at <= now]).toEqual([true, true, true]);
      if (member?.status !== 'subscribed') expect(at <= (member?.changedAt ?? '')).toBe(true);
    }
    expect(activity.filter(({ action }) => action === 'bounce').every(({ bounce }) => bounce !== null)).toBe(true);
  });

  it('sorts members only into what their own audience has', () => {
    const homes = new Map(segments.map(({ id, audienceId }) => [id, audienceId]));
    for (const { audienceId, segmentIds } of members) for (const id of segmentIds) expect(homes.get(id)).toBe(audienceId);
    for (const { id } of segments.slice(0, 4))
      expect(members.filter(({ segmentIds }) => segmentIds.includes(id)).length).toBeGreaterThan(10);
  });

  it('has Ada twice, the same in every world: she reads all as a customer, and left the newsletter', () => {
    const ofAda = (seed: number) =>
      createWorld({ seed, people: 40, now }).mailchimp.members.filter(({ person }) => person === 'ada-mensah');
    expect(ofAda(1)).toMatchObject([
      { contactId: '5f0c1d7e9ab34826b1e07d43a2c96f18', status: 'subscribed', mergeFields: { CRMID: '501' } },
      { contactId: '8be2740cf1d5469fa63b92e8177d0c54', status: 'unsubscribed' },
    ]);
    expect(ofAda(1)).toEqual(ofAda(2));
    expect(activity.filter(({ contactId }) => contactId === '5f0c1d7e9ab34826b1e07d43a2c96f18').length).toBeGreaterThan(5);
  });

  it('is empty where the people are the user’s own', () => {
    const own = createWorldFromPeople([{ name: 'Ada Lovelace', email: 'ada@example.com', phone: null }], { seed: 1, now });
    expect(own.mailchimp).toEqual({ audiences: [], segments: [], members: [], campaigns: [], activity: [] });
  });
});
