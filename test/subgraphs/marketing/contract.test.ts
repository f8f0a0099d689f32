import { touchedAt, type CampaignTouch } from '../../../subgraphs/marketing/contract';

const nothing: CampaignTouch = {
  ...{ id: 'a:message:1', campaign: null, channel: 'EMAIL', subject: null, record: 'a:profile:1' },
  ...{ sentAt: null, openedAt: null, clickedAt: null, bouncedAt: null, unsubscribedAt: null },
};
const [EARLY, LATE] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'];

it('takes a message to be of when it was sent, else of when it was first heard of', () => {
  // Clocks differ: what was sent is not made older by an early click.
  expect(touchedAt({ ...nothing, sentAt: LATE, clickedAt: EARLY })).toBe(LATE);
  expect(touchedAt({ ...nothing, openedAt: LATE, clickedAt: EARLY })).toBe(EARLY);
  expect(touchedAt({ ...nothing, bouncedAt: LATE, unsubscribedAt: EARLY })).toBe(EARLY);
  expect(touchedAt(nothing)).toBeNull();
});
