// How HubSpot's properties become ours, as lines that `sources` shows; wire.ts and company-wire.ts are the code that does it.
// Paths begin with the object they are of, as in HubSpot's addresses: contacts, companies, deals, owners, and the engagements.
import type { FieldMapping } from '../../../../platform/connector';
import { CLEANED, mappingOf } from '../../../../platform/field-mapping';
import type { Activity, Company, CrmRecord, Deal, Owner } from '../../contract';
import { ENGAGEMENTS, type Account } from './wire';

const AMOUNT = 'a decimal; none without a currency';

/** The lines of an account: its crosswalk, its currency and its region are part of them. */
export function hubspotMapping(account: Pick<Account, 'crosswalk' | 'currency'>): FieldMapping[] {
  const currency = account.currency === undefined ? 'ISO 4217' : `ISO 4217; ${account.currency} where there is none`;
  return [
    ...mappingOf<CrmRecord>('CrmRecord', contactLines(account)),
    ...mappingOf<CrmRecord>('CrmRecord', [
      ['name', 'companies.properties.name', CLEANED.text],
      ['company', 'companies.properties.name', CLEANED.text],
      ['phones', 'companies.properties.phone', CLEANED.phone],
      ['phones', 'companies.properties.country', 'regionOf: whose a number without a country code is'],
      ['addresses', 'companies.properties.address', CLEANED.text],
      ['addresses', 'companies.properties.city', CLEANED.text],
      ['addresses', 'companies.properties.zip', CLEANED.text],
      ['addresses', 'companies.properties.country', CLEANED.text],
      ['employees', 'companies.properties.numberofemployees', 'a whole number'],
      ['lifecycleStage', 'companies.properties.lifecyclestage', STAGES],
      ['ownerId', 'companies.properties.hubspot_owner_id'],
      ['companyId', 'companies.id', 'the company itself'],
      ['formerIds', 'companies.properties.hs_merged_object_ids', 'split at semicolons'],
      ['createdAt', 'companies.createdAt', CLEANED.time],
      ['updatedAt', 'companies.updatedAt', CLEANED.time],
    ]),
    ...mappingOf<Company>('Company', [
      ['name', 'companies.properties.name', CLEANED.text],
      ['domain', 'companies.properties.domain', CLEANED.text],
      ['industry', 'companies.properties.industry', CLEANED.text],
      ['employees', 'companies.properties.numberofemployees', 'a whole number'],
    ]),
    ...mappingOf<Deal>('Deal', [
      ['name', 'deals.properties.dealname', CLEANED.text],
      ['stage', 'deals.properties.dealstage', CLEANED.text],
      ['status', 'deals.properties.hs_is_closed_won', 'true → WON'],
      ['status', 'deals.properties.hs_is_closed', 'true → LOST where it is not won, else OPEN'],
      ['amount', 'deals.properties.amount', AMOUNT],
      ['amount', 'deals.properties.deal_currency_code', AMOUNT],
      ['currency', 'deals.properties.deal_currency_code', currency],
      ['currency', 'deals.properties.amount', 'none without an amount'],
      ['closeDate', 'deals.properties.closedate', CLEANED.day],
      ['ownerId', 'deals.properties.hubspot_owner_id'],
      ['createdAt', 'deals.createdAt', CLEANED.time],
    ]),
    ...mappingOf<Activity>(
      'Activity',
      ENGAGEMENTS.flatMap(({ type, subject, body }) => [
        ['at', `${type}.properties.hs_timestamp`, CLEANED.time] as const,
        ['at', `${type}.createdAt`, 'where there is no hs_timestamp'] as const,
        ...(subject === null ? [] : [['subject', `${type}.properties.${subject}`, CLEANED.text] as const]),
        ['body', `${type}.properties.${body}`, CLEANED.text] as const,
        ['ownerId', `${type}.properties.hubspot_owner_id`] as const,
      ]),
    ),
    ...mappingOf<Owner>('Owner', [
      ['name', 'owners.firstName', CLEANED.text],
      ['name', 'owners.lastName', CLEANED.text],
      ['email', 'owners.email', CLEANED.email],
    ]),
  ];
}

const STAGES =
  'marketingqualifiedlead, salesqualifiedlead → QUALIFIED_LEAD; subscriber, lead, opportunity, customer, evangelist; else OTHER';

function contactLines({ crosswalk }: Pick<Account, 'crosswalk'>): Parameters<typeof mappingOf<CrmRecord>>[1] {
  return [
    ['kind', 'contacts.properties.email', CLEANED.mailbox],
    ['kind', 'contacts.properties.hs_additional_emails', CLEANED.mailbox],
    ['name', 'contacts.properties.firstname', CLEANED.text],
    ['name', 'contacts.properties.lastname', CLEANED.text],
    ['emails', 'contacts.properties.email', CLEANED.email],
    ['emails', 'contacts.properties.hs_additional_emails', `split at semicolons, ${CLEANED.email}`],
    ['phones', 'contacts.properties.phone', CLEANED.phone],
    ['phones', 'contacts.properties.mobilephone', CLEANED.phone],
    ['phones', 'contacts.properties.country', 'regionOf: whose a number without a country code is'],
    ['addresses', 'contacts.properties.address', CLEANED.text],
    ['addresses', 'contacts.properties.city', CLEANED.text],
    ['addresses', 'contacts.properties.zip', CLEANED.text],
    ['addresses', 'contacts.properties.country', CLEANED.text],
    ['company', 'contacts.properties.company', CLEANED.text],
    ['companyId', 'contacts.properties.associatedcompanyid'],
    ['jobTitle', 'contacts.properties.jobtitle', CLEANED.text],
    ['language', 'contacts.properties.hs_language', CLEANED.text],
    ['consents', 'contacts.properties.hs_email_optout', 'true → REVOKED; anything else tells of none'],
    ['consents', 'contacts.properties.email', `the address it is about, ${CLEANED.email}`],
    ...crosswalk.map(({ records, property }) => ['externalIds', `contacts.properties.${property}`, `${records}:…`] as const),
    ['externalIds', 'contacts.properties.associatedcompanyid', 'of a mailbox of a function without a name: it is the company'],
    ['externalIds', 'contacts.properties.email', 'isRoleMailbox, as said of associatedcompanyid'],
    ['lifecycleStage', 'contacts.properties.lifecyclestage', STAGES],
    ['leadStatus', 'contacts.properties.hs_lead_status', CLEANED.text],
    ['leadSource', 'contacts.properties.hs_analytics_source', CLEANED.text],
    ['ownerId', 'contacts.properties.hubspot_owner_id'],
    ['formerIds', 'contacts.properties.hs_merged_object_ids', 'split at semicolons'],
    ['createdAt', 'contacts.createdAt', CLEANED.time],
    ['updatedAt', 'contacts.updatedAt', CLEANED.time],
  ];
}
