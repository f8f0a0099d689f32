// The people of the pretend HubSpot that the connector's tests ask for.
import type { Identifier } from '../../../../../platform/connector';
import type { CrmActivity, CrmDeal, World } from '../../../../../sandbox/world/story';
import { aContact, smallWorld } from '../../../../sandbox/support/small-world';
import { by } from '../../../../support/identifiers';

export const TOKEN = 'pat-test';
export const BUSY = '510';

export function aDeal(id: string, contactIds: string[], more: Partial<CrmDeal> = {}): CrmDeal {
  const createdAt = new Date(Date.UTC(2025, 0, 1) + Number(id) * 60_000).toISOString();
  return {
    id,
    contactIds,
    companyIds: [],
    name: `Deal ${id}`,
    stage: 'contractsent',
    amount: null,
    currency: 'EUR',
    closeDate: null,
    ownerId: null,
    createdAt,
    updatedAt: createdAt,
    ...more,
  };
}

function anActivity(id: string, kind: CrmActivity['kind'], contactIds: string[], more: Partial<CrmActivity> = {}): CrmActivity {
  const at = new Date(Date.UTC(2025, 0, 1) + Number(id) * 60_000).toISOString();
  return { id, contactIds, companyIds: [], kind, subject: null, body: null, ownerId: null, at, ...more };
}

export const world: World = {
  ...smallWorld(),
  crm: {
    ...smallWorld().crm,
    contacts: [
      aContact({
        id: '501',
        email: 'Anna@Example.com',
        additionalEmails: ['Anna.Work@acme.example'],
        phone: '+49 30 901820',
        mobile: '0171 2345678',
        firstName: 'Anna',
        lastName: 'Muster',
        company: 'Acme GmbH',
        companyId: '801',
        jobTitle: 'Buyer',
        street: 'Hauptstr. 1',
        city: 'Berlin',
        postalCode: '10115',
        country: 'DE',
        lifecycleStage: 'salesqualifiedlead',
        leadStatus: 'OPEN',
        leadSource: 'ORGANIC_SEARCH',
        ownerId: '71',
        language: 'de',
        createdAt: '2024-03-01T08:00:00.000Z',
        updatedAt: '2026-05-02T08:30:00.000Z',
        mergedIds: ['499'],
        custom: { zendesk_user_id: '77', loyalty_tier: 'gold' },
      }),
      aContact({ id: '502', email: 'bert@example.com', phone: '030/901820', custom: { zendesk_user_id: 'AB-9' } }),
      aContact({ id: '503', email: 'gone@example.com', archived: true }),
      aContact({ id: '504', lifecycleStage: 'regular' }),
      // The mailbox of a function, and the company behind it.
      aContact({ id: '505', email: 'info@acme.example', companyId: '801' }),
      // Its number without the country code is Anna's.
      aContact({ id: '506', phone: '+43 30901820' }),
      aContact({
        id: '507',
        companyId: '801',
        email: 'carla.closing@example.com',
        firstName: 'Carla',
        lastName: 'Closing',
        createdAt: '2025-02-01T08:00:00.000Z',
        custom: { hs_email_optout: 'true' },
      }),
      aContact({ id: '508', email: 'carl@example.com', firstName: 'Carl', lastName: 'Closing' }),
      aContact({ id: BUSY, email: 'busy@example.com' }),
      // The switchboard of a firm: more than a page of them.
      ...Array.from({ length: 210 }, (_, index) => aContact({ id: String(3_000 + index), phone: '+49 40 7654321' })),
    ],
    deals: [
      aDeal('901', ['501', '502'], { stage: 'closedwon', amount: '1200.50', closeDate: '2026-03-01T00:00:00.000Z', ownerId: '71' }),
      aDeal('902', ['501'], { stage: 'closedlost', amount: '10', companyIds: ['801'] }),
      aDeal('904', [], { companyIds: ['801'] }),
      aDeal('903', ['502']),
      aDeal('922', ['507'], { closeDate: '2026-08-31T23:30:00.000Z' }),
      aDeal('921', ['507', '508'], { name: 'Renewal', amount: '300', closeDate: '2026-06-10T00:00:00.000Z' }),
      aDeal('923', ['504'], { closeDate: '2026-06-05T00:00:00.000Z' }),
      // Of nobody, of a contact that is gone, closed, and on the days around.
      aDeal('924', [], { closeDate: '2026-06-06T00:00:00.000Z' }),
      aDeal('925', ['503'], { closeDate: '2026-06-07T00:00:00.000Z' }),
      aDeal('926', ['506'], { closeDate: '2026-06-08T00:00:00.000Z', stage: 'closedwon' }),
      aDeal('927', ['506'], { closeDate: '2026-09-01T00:00:00.000Z' }),
      aDeal('928', ['506'], { closeDate: '2026-06-04T23:59:59.999Z' }),
      ...Array.from({ length: 620 }, (_, index) => aDeal(String(2_000 + index), [BUSY])),
    ],
    activities: [
      anActivity('1001', 'calls', ['501'], { subject: 'First call', body: 'Said hello', ownerId: '71', companyIds: ['801'] }),
      anActivity('1002', 'emails', ['501'], { subject: 'Offer', body: 'Dear Anna' }),
      anActivity('1003', 'meetings', ['501', '502'], { subject: 'Visit' }),
      anActivity('1004', 'notes', ['501'], { body: 'Likes tea' }),
      anActivity('1005', 'tasks', ['501'], { subject: 'Call back' }),
      ...Array.from({ length: 130 }, (_, index) => anActivity(String(5_000 + index), 'calls', [BUSY])),
    ],
  },
};

export const id = (contact: string) => `hubspot:contact:${contact}`;
export const company = (number: string) => `hubspot:company:${number}`;

/** Identifiers, and the contacts that hold them. */
export const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id('501')), recordIds: [id('501')] },
  { identifier: by('id', id('502')), recordIds: [id('502')] },
  { identifier: by('id', company('801')), recordIds: [company('801')] },
  { identifier: by('email', 'anna@example.com'), recordIds: [id('501')] },
  { identifier: by('email', 'anna.work@acme.example'), recordIds: [id('501')] },
  { identifier: by('phone', '+4930901820'), recordIds: [id('501'), id('502')] },
  { identifier: by('phone', '+491712345678'), recordIds: [id('501')] },
  { identifier: by('phone', '+4330901820'), recordIds: [id('506')] },
  { identifier: by('externalId', 'zendesk:user:77'), recordIds: [id('501')] },
  { identifier: by('externalId', 'zendesk:user:AB-9'), recordIds: [id('502')] },
  { identifier: by('externalId', company('801')), recordIds: [id('505')] },
];
