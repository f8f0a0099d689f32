// The contract that every marketing connector meets, on the pretend Klaviyo.
import { startKlaviyo, type RunningKlaviyo } from '../../../../../sandbox/vendors/klaviyo/server';
import type { Audience, MarketingConnector } from '../../../../../subgraphs/marketing/contract';
import { klaviyo } from '../../../../../subgraphs/marketing/vendors/klaviyo';
import { describeMarketingConnector } from '../../../../contracts/marketing.contract';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';
import { by, many } from '../../../../support/identifiers';
import { ANNA, BERT, CARL, EMPTY, FLASH, id, KEY, known, SPRING, world } from './klaviyo-world';

let server: RunningKlaviyo;
beforeAll(async () => {
  server = await startKlaviyo({ world, port: 0, token: KEY, limits: 'off' });
});
afterAll(() => server.stop());

function connect(): Promise<MarketingConnector> {
  return startConnector(klaviyo, { KEY, URL: server.url, EXTERNAL_ID: 'hubspot:contact' });
}

const segment = (own: string, name: string): Audience => ({ id: `klaviyo:segment:${own}`, name, kind: 'SEGMENT' });
const list = (own: string, name: string): Audience => ({ id: `klaviyo:list:${own}`, name, kind: 'LIST' });

describeMarketingConnector(
  {
    name: 'klaviyo',
    connect,
    release: async (connector) => connector.close?.(),
    faults: vendorFaults(() => server),
    heal: () => server.faults.clear(),
    counter: { calls: () => server.calls().length, resetCalls: () => server.resetCalls() },
  },
  {
    records: {
      held: known,
      unknown: [
        by('id', id('01H999')),
        by('email', 'nobody@example.com'),
        by('phone', '+4930111111'),
        by('externalId', 'hubspot:contact:1'),
      ],
      full: {
        identifier: by('id', id(ANNA)),
        record: {
          id: id(ANNA),
          url: `https://www.klaviyo.com/profile/${ANNA}`,
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: 'Anna', family: 'Muster' },
          emails: [{ value: 'anna@example.com', primary: true, verified: null }],
          phones: [{ value: '+4930901820', primary: true, shared: false }],
          addresses: [{ purpose: 'main', line1: null, city: 'Berlin', postalCode: '10115', country: 'Germany' }],
          company: 'Acme GmbH',
          jobTitle: 'Buyer',
          language: 'de-DE',
          consents: [
            { channel: 'EMAIL', purpose: 'marketing', status: 'GRANTED', address: 'anna@example.com', at: '2025-03-01T10:00:00.000Z' },
            { channel: 'SMS', purpose: 'marketing', status: 'REVOKED', address: '+4930901820', at: '2025-04-01T10:00:00.000Z' },
          ],
          externalIds: ['hubspot:contact:501'],
          createdAt: '2024-03-01T08:00:00.000Z',
          updatedAt: '2026-05-14T09:00:00.000Z',
          bounce: null,
          lastEngagedAt: '2026-05-14T09:00:00.000Z',
        },
      },
      sparse: {
        identifier: by('id', id(EMPTY)),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          emails: [],
          phones: [],
          addresses: [],
          company: null,
          jobTitle: null,
          language: null,
          consents: [],
          externalIds: [],
          movedTo: null,
          bounce: null,
          lastEngagedAt: null,
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(150, (index) => by('id', id(`01H${7_000 + index}`))),
          ...many(150, (index) => by('email', `u${index}@example.com`)),
          ...many(90, (index) => by('phone', `+49305500${100 + index}`)),
          ...many(150, (index) => by('externalId', `hubspot:contact:${8_000 + index}`)),
        ],
        // Two of ids, two of addresses, one of numbers, two of external ids.
        requests: 7,
      },
    },
    engagement: {
      held: [
        {
          record: id(ANNA),
          touches: [
            {
              id: `klaviyo:message:${FLASH}:${ANNA}`,
              campaign: 'Flash text',
              channel: 'SMS',
              subject: null,
              sentAt: '2026-05-12T09:00:00.000Z',
              openedAt: null,
            },
            {
              id: `klaviyo:message:${SPRING}:${ANNA}`,
              campaign: 'Spring sale',
              channel: 'EMAIL',
              subject: 'Up to half off',
              sentAt: '2026-05-10T09:00:00.000Z',
              openedAt: '2026-05-10T10:00:00.000Z',
              clickedAt: '2026-05-11T10:01:00.000Z',
              bouncedAt: null,
              unsubscribedAt: null,
            },
          ],
          feedback: [
            { id: 'klaviyo:event:a7', kind: 'survey', score: 9, scaleMax: 10, comment: null },
            { id: 'klaviyo:event:a6', kind: 'survey', score: 2, scaleMax: 5, comment: 'Too slow', at: '2026-05-13T09:00:00.000Z' },
          ],
        },
        {
          record: id(BERT),
          touches: [
            {
              sentAt: '2026-05-10T09:00:01.000Z',
              bouncedAt: '2026-05-10T09:00:02.000Z',
              unsubscribedAt: '2026-05-10T11:00:00.000Z',
              openedAt: null,
            },
          ],
          feedback: [],
        },
      ],
      // Carl unsubscribed, but from no message.
      unknown: [id(CARL), id(EMPTY), id('01H999')],
      overLimit: { records: [id(ANNA), id(BERT), ...Array.from({ length: 18 }, (_, index) => id(`01H${9_000 + index}`))], requests: 20 },
    },
    segments: {
      held: [
        { record: id(ANNA), audiences: [segment('SegAa1', 'Engaged 30 days')] },
        { record: id(BERT), audiences: [segment('SegAa1', 'Engaged 30 days'), segment('SegBb2', 'Lapsed')] },
      ],
      unknown: [id(EMPTY), id('01H999')],
    },
    lists: {
      held: [
        { record: id(ANNA), audiences: [list('LstAa1', 'Newsletter'), list('LstBb2', 'VIP')] },
        { record: id(BERT), audiences: [list('LstAa1', 'Newsletter')] },
      ],
      unknown: [id(EMPTY), id('01H999')],
    },
    audiences: [
      segment('SegBig', 'Crowd'),
      segment('SegAa1', 'Engaged 30 days'),
      segment('SegBb2', 'Lapsed'),
      list('LstAa1', 'Newsletter'),
      list('LstBb2', 'VIP'),
      ...Array.from({ length: 21 }, (_, index) => list(`LstX${index}`, `Workshop ${String(index).padStart(2, '0')}`)),
    ],
    members: {
      held: [
        { audience: 'klaviyo:segment:SegAa1', members: [id(BERT), id(ANNA)] },
        { audience: 'klaviyo:list:LstBb2', members: [id(ANNA)] },
      ],
      unknown: ['klaviyo:segment:Nobody', 'klaviyo:list:Nobody'],
    },
  },
);
