// The pretend system of each vendor, small, with a connector on it and a record with custom fields: for the tests of what all
// connectors have alike.
import type { RecordSource } from '../../platform/connector';
import type { JsonValue } from '../../platform/record';
import { startHubspot } from '../../sandbox/vendors/hubspot/server';
import { startIntercom } from '../../sandbox/vendors/intercom/server';
import { startKlaviyo } from '../../sandbox/vendors/klaviyo/server';
import { startMailchimp } from '../../sandbox/vendors/mailchimp/server';
import { startRequestTracker } from '../../sandbox/vendors/request-tracker/server';
import { startSalesforce } from '../../sandbox/vendors/salesforce/server';
import { startShopify } from '../../sandbox/vendors/shopify/server';
import { startStripe } from '../../sandbox/vendors/stripe/server';
import { startVendure } from '../../sandbox/vendors/vendure/server';
import { startZendesk } from '../../sandbox/vendors/zendesk/server';
import { stripe } from '../../subgraphs/billing/vendors/stripe';
import { hubspot } from '../../subgraphs/crm/vendors/hubspot';
import { salesforce } from '../../subgraphs/crm/vendors/salesforce';
import { klaviyo } from '../../subgraphs/marketing/vendors/klaviyo';
import { mailchimp } from '../../subgraphs/marketing/vendors/mailchimp';
import { shopify } from '../../subgraphs/sales/vendors/shopify';
import { vendure } from '../../subgraphs/sales/vendors/vendure';
import { intercom } from '../../subgraphs/support/vendors/intercom';
import { requestTracker } from '../../subgraphs/support/vendors/request-tracker';
import { zendesk } from '../../subgraphs/support/vendors/zendesk';
import { aMember, ANNA as MEMBER, mailchimpWorld, NEWS, SHOP } from '../sandbox/support/mailchimp-world';
import { ANNA as CONTACT, salesforceWorld } from '../sandbox/support/salesforce-world';
import { aShopCustomer, shopWorld } from '../sandbox/support/shop-world';
import { aContact, aUser, smallWorld } from '../sandbox/support/small-world';
import { aTrackerUser } from '../sandbox/support/tracker-records';
import { startConnector, type VendorServer } from '../support/vendor-server';
import { world as stripeWorld } from './billing/vendors/stripe/stripe-world';
import { ANNA, KEY, world as klaviyoWorld } from './marketing/vendors/klaviyo/klaviyo-world';
import { settingsOf as vendureSettings, PASSWORD, world as vendureWorld } from './sales/vendors/vendure/vendure-world';
import { aContact as aMessengerContact, id as contactId } from './support/vendors/intercom/intercom-world';

/** A pretend system that runs. */
export type Started = VendorServer & { env: Record<string, string>; stop(): Promise<void> };

export interface Vendor {
  start(): Promise<Started>;
  connect(server: Started, paths: readonly string[]): Promise<RecordSource>;
  record: string;
  /** Paths, and the values that the record has there. */
  values: Record<string, JsonValue>;
  /** What the vendor is asked for its fields, in alphabetical order. */
  asked: readonly string[];
  /** A path of the same form that no account has; none = any of this form may be there. */
  wrong: string;
}

const port = 0;
/** By the vendor's name. */
export const VENDORS: Record<string, Vendor> = {
  hubspot: {
    start() {
      const contacts = [aContact({ id: '501', custom: { loyalty_tier: 'gold', seats: '3' } })];
      return startHubspot({ world: { ...smallWorld(), crm: { ...smallWorld().crm, contacts } }, port, token: 'pat', limits: 'off' });
    },
    connect: ({ url: URL }, paths) => startConnector(hubspot, { URL, TOKEN: 'pat' }, paths),
    record: 'hubspot:contact:501',
    values: { 'properties.loyalty_tier': 'gold', 'properties.seats': '3' },
    asked: ['/crm/v3/properties/companies', '/crm/v3/properties/contacts'],
    wrong: 'properties.loyalty_teir',
  },
  zendesk: {
    start() {
      const users = [
        aUser({ id: '77', userFields: { tier: 'gold', seats: 3, vip: false } }),
        aUser({ id: '78', userFields: { score: 4.5 } }),
      ];
      return startZendesk({
        world: { ...smallWorld(), helpdesk: { users, tickets: [] } },
        port,
        email: 'a@b.example',
        token: 't',
        limits: 'off',
      });
    },
    connect: ({ url: URL }, paths) => startConnector(zendesk, { URL, EMAIL: 'a@b.example', TOKEN: 't' }, paths),
    record: 'zendesk:user:77',
    values: { 'user_fields.tier': 'gold', 'user_fields.seats': 3, 'user_fields.vip': false, 'user_fields.score': null },
    asked: ['/api/v2/user_fields'],
    wrong: 'user_fields.teir',
  },
  shopify: {
    start() {
      const customer = aShopCustomer({ id: '501', email: 'anna@example.com', metafields: { 'custom.tier': 'gold', 'app-data.seats': 3 } });
      return startShopify({
        world: { ...shopWorld(), shop: { ...shopWorld().shop, customers: [customer] } },
        port,
        token: 't',
        limits: 'off',
      });
    },
    connect: ({ url: URL }, paths) => startConnector(shopify, { URL, TOKEN: 't' }, paths),
    record: 'shopify:customer:501',
    values: { 'metafields.custom.tier': 'gold', 'metafields.app-data.seats': 3, 'metafields.custom.unset': null },
    asked: [],
    wrong: 'metafields.tier',
  },
  stripe: {
    start: () => startStripe({ world: stripeWorld, port, token: 'rk', limits: 'off' }),
    connect: ({ url: URL }, paths) => startConnector(stripe, { URL, KEY: 'rk' }, paths),
    record: 'stripe:customer:cus_anna',
    values: { 'metadata.tier': 'gold', 'metadata.unset': null },
    asked: [],
    wrong: 'metdata.tier',
  },
  klaviyo: {
    start: () => startKlaviyo({ world: klaviyoWorld, port, token: KEY, limits: 'off' }),
    connect: ({ url: URL }, paths) => startConnector(klaviyo, { URL, KEY }, paths),
    record: `klaviyo:profile:${ANNA}`,
    values: { 'attributes.properties.loyalty_tier': 'gold', 'attributes.properties.unset': null },
    asked: [],
    wrong: 'properties.loyalty_tier',
  },
  salesforce: {
    start: () => startSalesforce({ world: salesforceWorld(), port, limits: 'off' }),
    connect({ env }, paths) {
      const { SALESFORCE_URL: URL = '', SALESFORCE_CLIENT_ID: CLIENT_ID = '', SALESFORCE_CLIENT_SECRET: CLIENT_SECRET = '' } = env;
      return startConnector(salesforce, { URL, CLIENT_ID, CLIENT_SECRET }, paths);
    },
    record: `salesforce:contact:${CONTACT}`,
    values: { Loyalty_Tier__c: 'gold', Newsletter_Count__c: 12, Description: null, 'Account.Industry': 'Machinery' },
    asked: ['Account', 'Contact', 'Lead'].map((object) => `/services/data/v66.0/sobjects/${object}/describe`),
    wrong: 'Loyalty_Teir__c',
  },
  vendure: {
    start: () => startVendure({ world: vendureWorld, port, password: PASSWORD }),
    connect(server, paths) {
      const { URL = '', USERNAME = '' } = vendureSettings(server);
      return startConnector(vendure, { URL, USERNAME, PASSWORD }, paths);
    },
    record: 'vendure:customer:501',
    values: { 'customFields.loyaltyTier': 'gold', 'customFields.crmId': '77' },
    // The shop told it when it was connected.
    asked: [],
    wrong: 'customFields.loyaltyTeir',
  },
  mailchimp: {
    start() {
      const mergeFields = { FNAME: 'Anna', TIER: 'gold' };
      const members = [aMember({ contactId: MEMBER, email: 'anna@example.com', mergeFields })];
      return startMailchimp({ world: mailchimpWorld({ members, activity: [] }), port });
    },
    connect({ url: URL, env: { MAILCHIMP_KEY: KEY = '' } }, paths) {
      return startConnector(mailchimp, { URL, KEY }, paths);
    },
    record: `mailchimp:member:${SHOP}-${MEMBER}`,
    values: { 'merge_fields.TIER': 'gold', 'merge_fields.COMPANY': '', full_name: 'Anna', 'stats.avg_open_rate': 0, 'interests.a1': null },
    asked: ['/3.0/lists', `/3.0/lists/${SHOP}/merge-fields`, `/3.0/lists/${NEWS}/merge-fields`],
    wrong: 'merge_fields.TEIR',
  },
  intercom: {
    start() {
      const contacts = [aMessengerContact(77, { custom: { plan: 'pro', seats: 3 } }), aMessengerContact(78, { custom: { score: 4.5 } })];
      return startIntercom({ world: { ...smallWorld(), intercom: { contacts, conversations: [] } }, port, token: 't', limits: 'off' });
    },
    connect: ({ url: URL }, paths) => startConnector(intercom, { URL, TOKEN: 't' }, paths),
    record: contactId(77),
    values: { 'custom_attributes.plan': 'pro', 'custom_attributes.seats': 3, 'custom_attributes.score': null },
    asked: ['/data_attributes'],
    wrong: 'custom_attributes.paln',
  },
  'request-tracker': {
    start() {
      const users = [aTrackerUser({ id: '77', customFields: { 'CRM Id': ['501'], Tier: ['gold', 'silver'] } })];
      return startRequestTracker({ world: { ...smallWorld(), requestTracker: { users, tickets: [] } }, port, token: 't' });
    },
    connect: ({ url: URL }, paths) => startConnector(requestTracker, { URL, TOKEN: 't' }, paths),
    record: 'request-tracker:user:77',
    values: { 'CustomFields.Tier': ['gold', 'silver'], 'CustomFields.Tier.1': 'silver', 'CustomFields.CRM Id': ['501'], Comments: null },
    asked: ['/REST/2.0/customfields'],
    wrong: 'CustomFields.Teir',
  },
};
