import { ActivityList, toEngagement } from '../../../../../subgraphs/marketing/vendors/mailchimp/touches';

interface Told {
  action: string;
  timestamp?: string | null;
  campaign_id?: string | null;
  title?: string | null;
}

const AT = '2026-05-10T09:00:00+00:00';
/** As Mailchimp answers: newest first. */
const touchesOf = (...told: Told[]) =>
  toEngagement(ActivityList.parse({ activity: told }), { list: 'l1', contact: 'c1' }, 'mail-eu').touches;
const spring = (action: string, timestamp: string): Told => ({ action, timestamp, campaign_id: 'spring', title: ' Spring sale ' });

it('makes one touch of a campaign, with the first time of each thing', () => {
  const touches = touchesOf(
    spring('abuse', '2026-05-14T09:00:00+00:00'),
    spring('unsub', '2026-05-13T09:00:00+00:00'),
    spring('click', '2026-05-12T09:00:00+00:00'),
    spring('open', '2026-05-12T08:59:00+00:00'),
    spring('open', '2026-05-11T09:00:00+00:00'),
    spring('sent', '2026-05-10T11:00:00+02:00'),
  );
  expect(touches).toEqual([
    {
      id: 'mail-eu:message:spring:l1-c1',
      campaign: 'Spring sale',
      channel: 'EMAIL',
      subject: null,
      sentAt: '2026-05-10T09:00:00.000Z',
      openedAt: '2026-05-11T09:00:00.000Z',
      clickedAt: '2026-05-12T09:00:00.000Z',
      bouncedAt: null,
      unsubscribedAt: '2026-05-13T09:00:00.000Z',
      record: 'mail-eu:member:l1-c1',
    },
  ]);
});

it('takes a complaint for leaving', () => {
  expect(touchesOf(spring('abuse', AT))).toMatchObject([{ unsubscribedAt: '2026-05-10T09:00:00.000Z' }]);
});

it('knows a campaign by what was done with it where its sending is too long ago', () => {
  const touches = touchesOf(
    { action: 'click', timestamp: '2026-05-13T00:00:00+00:00', campaign_id: 'old', title: null },
    spring('sent', '2026-05-12T00:00:00+00:00'),
  );
  expect(touches).toMatchObject([{ campaign: null, sentAt: null }, { campaign: 'Spring sale' }]);
});

it.each<Told>([
  { action: 'ecomm', timestamp: AT, campaign_id: 'spring' },
  { action: 'sent', timestamp: '', campaign_id: 'spring' },
  { action: 'sent', timestamp: AT, campaign_id: '' },
  { action: 'sent', timestamp: AT },
])('makes nothing of %j', (told) => {
  expect(touchesOf(told)).toEqual([]);
});
