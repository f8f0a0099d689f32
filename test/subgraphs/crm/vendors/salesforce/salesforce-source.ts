// The pretend Salesforce that the connector's tests ask, its records under our ids, and what finds them.
import type { Identifier } from '../../../../../platform/connector';
import type { RunningSalesforce } from '../../../../../sandbox/vendors/salesforce/server';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { salesforce } from '../../../../../subgraphs/crm/vendors/salesforce';
import { ACME, ANNA, AUSTRIAN, BERT, LENA, sf } from '../../../../sandbox/support/salesforce-world';
import { by } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';

/** The settings that log in at this server. */
export function settingsOf({ env }: RunningSalesforce, more: Record<string, string> = {}): Record<string, string> {
  const { SALESFORCE_URL = '', SALESFORCE_CLIENT_ID = '', SALESFORCE_CLIENT_SECRET = '' } = env;
  const login = { URL: SALESFORCE_URL, CLIENT_ID: SALESFORCE_CLIENT_ID, CLIENT_SECRET: SALESFORCE_CLIENT_SECRET };
  return { ...login, CURRENCY: 'multi', EXTERNAL_ID: 'zendesk:user=HubSpot_Id__c', CUSTOM_FIELDS: 'Loyalty_Tier__c', ...more };
}

export function connectTo(server: RunningSalesforce, more: Record<string, string> = {}): Promise<CrmConnector> {
  return startConnector(salesforce, settingsOf(server, more));
}

export const contact = (id: string) => `salesforce:contact:${id}`;
export const lead = (id: string) => `salesforce:lead:${id}`;
export const account = (id: string) => `salesforce:account:${id}`;

/** Identifiers, and the records that hold them. */
export const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', contact(ANNA)), recordIds: [contact(ANNA)] },
  { identifier: by('id', contact(BERT)), recordIds: [contact(BERT)] },
  // As exports and reports write it.
  { identifier: by('id', contact(AUSTRIAN.slice(0, 15))), recordIds: [contact(AUSTRIAN)] },
  { identifier: by('id', lead(LENA)), recordIds: [lead(LENA)] },
  { identifier: by('id', account(ACME)), recordIds: [account(ACME)] },
  { identifier: by('id', contact(sf('Contact', 504))), recordIds: [contact(sf('Contact', 504))] },
  { identifier: by('email', 'anna@example.com'), recordIds: [contact(ANNA)] },
  { identifier: by('email', 'lena@example.com'), recordIds: [lead(LENA)] },
  // Her lead became a contact, which answers.
  { identifier: by('email', 'carla.closing@example.com'), recordIds: [contact(sf('Contact', 507))] },
  { identifier: by('phone', '+4930901820'), recordIds: [contact(ANNA), contact(BERT)] },
  { identifier: by('phone', '+491712345678'), recordIds: [contact(ANNA)] },
  { identifier: by('phone', '+4930551234'), recordIds: [contact(ANNA)] },
  { identifier: by('phone', '+4330901820'), recordIds: [contact(AUSTRIAN)] },
  { identifier: by('phone', '+491717654321'), recordIds: [lead(LENA)] },
  { identifier: by('externalId', 'zendesk:user:77'), recordIds: [contact(ANNA)] },
  { identifier: by('externalId', "zendesk:user:AB-9'"), recordIds: [contact(BERT)] },
];
