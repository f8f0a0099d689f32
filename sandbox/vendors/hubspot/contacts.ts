// How the world's CRM contacts look as HubSpot contacts: property names and values as in
// https://developers.hubspot.com/docs/api/crm/contacts. All values are strings or null.
import { z } from 'zod';
import type { CrmContact } from '../../world/story';
import { toSearchableNumber } from './phone';

export type Properties = Readonly<Record<string, string | null>>;

/** A record of any object type, ready to be answered. */
export interface HubspotObject {
  id: string;
  properties: Properties;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
}

/** A contact with what look-ups need besides its properties. */
export interface HubspotContact extends HubspotObject {
  /** Primary first, lower case. */
  emails: readonly string[];
  mergedIds: readonly string[];
}

export function toHubspotContact(contact: CrmContact): HubspotContact {
  const created = toTimestamp(contact.createdAt);
  const updated = toTimestamp(contact.updatedAt);
  return {
    id: contact.id,
    createdAt: created,
    updatedAt: updated,
    archived: contact.archived,
    emails: [...(contact.email === null ? [] : [contact.email]), ...contact.additionalEmails].map((email) => email.toLowerCase()),
    mergedIds: contact.mergedIds,
    properties: {
      ...contact.custom,
      firstname: contact.firstName,
      lastname: contact.lastName,
      // HubSpot stores addresses in lower case.
      email: contact.email?.toLowerCase() ?? null,
      hs_additional_emails: joined(contact.additionalEmails.map((email) => email.toLowerCase())),
      phone: contact.phone,
      mobilephone: contact.mobile,
      hs_searchable_calculated_phone_number: toSearchableNumber(contact.phone, contact.country),
      hs_searchable_calculated_mobile_number: toSearchableNumber(contact.mobile, contact.country),
      company: contact.company,
      associatedcompanyid: contact.companyId,
      jobtitle: contact.jobTitle,
      address: contact.street,
      city: contact.city,
      zip: contact.postalCode,
      country: contact.country,
      lifecyclestage: contact.lifecycleStage,
      hs_lead_status: contact.leadStatus,
      hs_analytics_source: contact.leadSource,
      hubspot_owner_id: contact.ownerId,
      hs_language: contact.language,
      // "Unsubscribed from all email"; the world keeps it among the custom properties.
      hs_email_optout: contact.custom['hs_email_optout'] ?? null,
      createdate: created,
      lastmodifieddate: updated,
      hs_object_id: contact.id,
      hs_merged_object_ids: joined(contact.mergedIds),
    },
  };
}

/** HubSpot writes instants with milliseconds. */
export function toTimestamp(instant: string): string {
  return new Date(instant).toISOString();
}

function joined(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join(';');
}

const text = z.string().nullable();
const contactSchema: z.ZodType<CrmContact> = z.strictObject({
  id: z.string().regex(/^\d+$/),
  person: z.string(),
  email: text,
  additionalEmails: z.array(z.string()),
  phone: text,
  mobile: text,
  firstName: text,
  lastName: text,
  company: text,
  companyId: text,
  jobTitle: text,
  street: text,
  city: text,
  postalCode: text,
  country: text,
  lifecycleStage: z.string(),
  leadStatus: text,
  leadSource: text,
  ownerId: text,
  language: text,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  mergedIds: z.array(z.string()),
  archived: z.boolean(),
  custom: z.record(z.string(), z.string()),
});

/**
 * The contact after a change.
 *
 * @param change an `id` and the fields to set.
 * @param now becomes `updatedAt` unless the change gives one.
 * @throws ZodError when the outcome is no contact.
 */
export function changeContact(before: CrmContact | null, change: object, now: string): CrmContact {
  return contactSchema.parse({ ...(before ?? blankContact(now)), updatedAt: now, ...change });
}

/** HubSpot's properties as a change of the world's contact; '' = none. */
export function toContactChange(properties: Readonly<Record<string, string>>): object {
  const FIELDS: Readonly<Record<string, keyof CrmContact>> = {
    email: 'email',
    phone: 'phone',
    mobilephone: 'mobile',
    firstname: 'firstName',
    lastname: 'lastName',
    hubspot_owner_id: 'ownerId',
    jobtitle: 'jobTitle',
  };
  const known = Object.entries(properties).flatMap(([name, value]) => {
    const field = FIELDS[name];
    return field === undefined ? [] : [[field, value === '' ? null : value] as const];
  });
  return Object.fromEntries(known);
}

function blankContact(now: string): Omit<CrmContact, 'id'> {
  return {
    person: '',
    email: null,
    additionalEmails: [],
    phone: null,
    mobile: null,
    firstName: null,
    lastName: null,
    company: null,
    companyId: null,
    jobTitle: null,
    street: null,
    city: null,
    postalCode: null,
    country: null,
    lifecycleStage: 'lead',
    leadStatus: null,
    leadSource: null,
    ownerId: null,
    language: null,
    createdAt: now,
    updatedAt: now,
    mergedIds: [],
    archived: false,
    custom: {},
  };
}
