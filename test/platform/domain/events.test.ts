import { collectEvents } from '../../../platform/domain/events';
import { createInquiry } from '../../../platform/domain/inquiry';
import { UpstreamError } from '../../../platform/errors';
import { person } from '../identity/people';
import { fakeConnector } from '../loader/fake-source';
import { matchKeysOf, newScope, sourceOf } from './fake-domain';

const ADA = person('zendesk:user:1', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
const event = (day: number, id = `zendesk:ticket:${day}`) => ({
  ...{ at: new Date(Date.UTC(2026, 0, day)).toISOString(), kind: 'TICKET_OPENED', title: 'Ticket', ref: { id, url: null } },
});

test('the newest 50 events are kept, newest first', async () => {
  const inquiry = createInquiry('SUPPORT', [sourceOf('zendesk', fakeConnector([ADA]))], matchKeysOf([ADA]), newScope());
  const events = Array.from({ length: 60 }, (_, index) => event(((index * 7) % 60) + 1));
  const facts = [{ kind: 'SLA_BREACHED' as const, ref: { id: 'zendesk:ticket:1', url: null }, at: null }];
  const collected = await collectEvents('SUPPORT', inquiry, async () => ({ events, facts }));
  expect(collected.events.map(({ ref }) => ref.id)).toEqual(Array.from({ length: 50 }, (_, index) => `zendesk:ticket:${60 - index}`));
  expect(collected).toMatchObject({ domain: 'SUPPORT', facts, missing: [] });
});

test('a source that failed is named, and a domain that failed rejects', async () => {
  const broken = fakeConnector([]);
  broken.failure = new UpstreamError('intercom', 'UPSTREAM_UNAVAILABLE');
  const nothing = async () => ({ events: [], facts: [] });
  const both = [sourceOf('zendesk', fakeConnector([ADA])), sourceOf('intercom', broken)];
  const beside = createInquiry('SUPPORT', both, matchKeysOf([ADA]), newScope());
  await expect(collectEvents('SUPPORT', beside, nothing)).resolves.toMatchObject({ missing: ['intercom'] });
  const alone = createInquiry('SUPPORT', [sourceOf('intercom', broken)], matchKeysOf([ADA]), newScope());
  await expect(collectEvents('SUPPORT', alone, nothing)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});
