// The contract that every marketing connector meets, on the pretend Mailchimp.
import { startMailchimp, type RunningMailchimp } from '../../../../../sandbox/vendors/mailchimp/server';
import type { Audience, MarketingConnector } from '../../../../../subgraphs/marketing/contract';
import { mailchimp } from '../../../../../subgraphs/marketing/vendors/mailchimp';
import { describeMarketingConnector } from '../../../../contracts/marketing.contract';
import { ANNA, ANNA_NEWS, BERT, contactId, GONE, NEWS, RULE, SHOP, SPRING, SUMMER, TAG } from '../../../../sandbox/support/mailchimp-world';
import { by, many } from '../../../../support/identifiers';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';
import { EMPTY, id, KEY, known, OFFICE, world } from './mailchimp-members';

let server: RunningMailchimp;
beforeAll(async () => {
  server = await startMailchimp({ world, port: 0, token: KEY });
});
afterAll(() => server.stop());

/** The account's audiences are read beforehand, so that requests are counted without that one. */
async function connect(): Promise<MarketingConnector> {
  const connector = await startConnector(mailchimp, { KEY, URL: server.url, EXTERNAL_ID: 'hubspot:contact=CRMID' });
  await connector.find([by('email', 'somebody@example.com')], { signal: new AbortController().signal, sent: () => undefined });
  return connector;
}

const list = (own: string, name: string): Audience => ({ id: `mailchimp:list:${own}`, name, kind: 'LIST' });
const tag = (own: number, name: string): Audience => ({ id: `mailchimp:tag:${SHOP}-${own}`, name, kind: 'LIST' });
const segment = (own: number, name: string): Audience => ({ id: `mailchimp:segment:${SHOP}-${own}`, name, kind: 'SEGMENT' });

describeMarketingConnector(
  {
    name: 'mailchimp',
    connect,
    release: async (connector) => connector.close?.(),
    faults: vendorFaults(() => server),
    heal: () => server.faults.clear(),
    counter: { calls: () => server.calls().length, resetCalls: () => server.resetCalls() },
  },
  {
    records: {
      held: known,
      unknown: [by('id', id(contactId(999))), by('email', 'nobody@example.com')],
      full: {
        identifier: by('id', id(ANNA)),
        record: {
          id: id(ANNA),
          url: 'https://us6.admin.mailchimp.com/lists/members/view?id=13421761',
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: 'Anna', family: 'Muster' },
          emails: [{ value: 'anna@example.com', primary: true, verified: null }],
          phones: [{ value: '+4930901820', primary: true, shared: false }],
          addresses: [{ purpose: 'main', line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' }],
          company: 'Acme GmbH',
          jobTitle: null,
          language: 'de',
          birthDate: null,
          consents: [
            { channel: 'EMAIL', purpose: 'marketing', status: 'GRANTED', address: 'anna@example.com', at: '2025-03-01T10:05:00.000Z' },
          ],
          externalIds: ['hubspot:contact:501'],
          createdAt: '2025-03-01T10:00:00.000Z',
          updatedAt: '2026-05-14T09:00:00.000Z',
          bounce: null,
          lastEngagedAt: null,
        },
      },
      sparse: {
        identifier: by('id', id(EMPTY)),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          phones: [],
          addresses: [],
          company: null,
          jobTitle: null,
          language: null,
          consents: [{ channel: 'EMAIL', purpose: 'marketing', status: 'UNKNOWN', address: 'empty@example.com', at: null }],
          externalIds: [],
          createdAt: null,
          movedTo: null,
          bounce: null,
          lastEngagedAt: null,
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(9, (index) => by('id', id(contactId(700 + index)))),
          ...many(10, (index) => by('email', `u${index}@example.com`)),
        ],
        // Eleven ids, twelve addresses in two audiences.
        requests: 35,
      },
      search: {
        filter: { text: 'anna' },
        records: [
          { id: id(ANNA), items: [] },
          { id: id(ANNA_NEWS, NEWS), items: [] },
        ],
        requests: 1,
        nobody: [{ text: 'zzzz' }, { text: ' ' }],
      },
    },
    engagement: {
      held: [
        {
          record: id(ANNA),
          touches: [
            {
              id: `mailchimp:message:${SUMMER}:${SHOP}-${ANNA}`,
              campaign: 'Summer sale',
              sentAt: '2026-05-20T09:00:00.000Z',
              openedAt: null,
            },
            {
              id: `mailchimp:message:${SPRING}:${SHOP}-${ANNA}`,
              campaign: 'Spring sale',
              channel: 'EMAIL',
              subject: null,
              sentAt: '2026-05-10T09:00:00.000Z',
              openedAt: '2026-05-10T10:00:00.000Z',
              clickedAt: '2026-05-11T10:01:00.000Z',
              bouncedAt: null,
              unsubscribedAt: null,
            },
          ],
          feedback: [],
        },
        { record: id(BERT), touches: [{ bouncedAt: '2026-05-10T09:01:00.000Z', openedAt: null }], feedback: [] },
      ],
      unknown: [id(EMPTY), id(contactId(999))],
      overLimit: { records: [id(ANNA), id(BERT), ...Array.from({ length: 18 }, (_, index) => id(contactId(900 + index)))], requests: 20 },
    },
    segments: {
      held: [
        { record: id(ANNA), audiences: [segment(RULE, 'Opened lately')] },
        { record: id(OFFICE), audiences: [segment(RULE, 'Opened lately')] },
      ],
      unknown: [id(BERT), id(contactId(999))],
    },
    lists: {
      held: [
        { record: id(ANNA), audiences: [list(SHOP, 'Shop'), tag(TAG, 'VIP')] },
        { record: id(GONE), audiences: [list(SHOP, 'Shop')] },
        { record: id(ANNA_NEWS, NEWS), audiences: [list(NEWS, 'News')] },
      ],
      unknown: [id(contactId(999)), id(ANNA, NEWS)],
    },
    audiences: [list(NEWS, 'News'), segment(RULE, 'Opened lately'), list(SHOP, 'Shop'), tag(502, 'Trade fair'), tag(TAG, 'VIP')],
    members: {
      held: [
        { audience: `mailchimp:list:${SHOP}`, members: [id(OFFICE), id(ANNA), id(BERT), id(EMPTY)] },
        { audience: `mailchimp:segment:${SHOP}-${RULE}`, members: [id(OFFICE), id(ANNA)] },
        // Of those with the tag one is cleaned.
        { audience: `mailchimp:tag:${SHOP}-${TAG}`, members: [id(ANNA)] },
      ],
      unknown: ['mailchimp:list:nobody', `mailchimp:tag:${SHOP}-999`, `mailchimp:segment:nobody-1`],
    },
  },
);
