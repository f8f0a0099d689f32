// HubSpot's answers: the part of them we read, and how it becomes our records. Where trust begins; pure, sends nothing.
import { z } from 'zod';
import { isRoleMailbox, normaliseEmail } from '../../../../platform/identity/email';
import { normalisePhone } from '../../../../platform/identity/phone';
import { regionOf } from '../../../../platform/identity/region';
import {
  recordId,
  type AddressPoint,
  type ConsentPoint,
  type EmailPoint,
  type PhonePoint,
  type RecordId,
} from '../../../../platform/record';
import type { Activity, ActivityKind, CrmRecord, Deal, LifecycleStage, Owner } from '../../contract';
import type { CrosswalkProperty } from './settings';

/** Any CRM object. The published description says that properties are strings; one without a value is null. */
export const HubspotObject = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type HubspotObject = z.infer<typeof HubspotObject>;

const Paging = z.object({ next: z.object({ after: z.string() }).optional() }).optional();

/** In a 207: what went wrong for some of the inputs. */
const PartialErrors = z.array(z.object({ category: z.string() })).optional();

export const ObjectBatch = z.object({ results: z.array(HubspotObject), errors: PartialErrors });
export const ObjectPage = z.object({ results: z.array(HubspotObject), paging: Paging });
export const AssociationBatch = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.string() }),
      // A string by the published description, a number in the guide's examples.
      to: z.array(z.object({ toObjectId: z.union([z.string(), z.number()]).transform(String) })),
      paging: Paging,
    }),
  ),
  errors: PartialErrors,
});
export const HubspotOwner = z.object({
  id: z.string(),
  email: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
});
export type HubspotOwner = z.infer<typeof HubspotOwner>;
export const OwnerPage = z.object({ results: z.array(HubspotOwner), paging: Paging });

/** The account that the answers are of. */
export interface Account {
  source: string;
  portalId: string | undefined;
  currency: string | undefined;
  phoneRegion: string | undefined;
  crosswalk: readonly CrosswalkProperty[];
  /** Properties that are shown as custom fields: read of contacts and companies alike, since an unknown one does no harm. */
  custom?: readonly string[];
}

const CONTACT_PROPERTIES = [
  'firstname',
  'lastname',
  'email',
  'hs_additional_emails',
  'phone',
  'mobilephone',
  'company',
  'associatedcompanyid',
  'jobtitle',
  'address',
  'city',
  'zip',
  'country',
  'hs_language',
  'lifecyclestage',
  'hs_lead_status',
  'hs_analytics_source',
  'hubspot_owner_id',
  'hs_merged_object_ids',
  'hs_email_optout',
] as const;

/** What is read of every contact: ours, the crosswalk's, custom fields and the account's further properties, each once. */
export function contactProperties({ crosswalk, custom = [] }: Account, further: readonly string[]): string[] {
  return [...new Set([...CONTACT_PROPERTIES, ...crosswalk.map(({ property }) => property), ...custom, ...further])];
}

const STAGES: Readonly<Record<string, LifecycleStage>> = {
  subscriber: 'SUBSCRIBER',
  lead: 'LEAD',
  marketingqualifiedlead: 'QUALIFIED_LEAD',
  salesqualifiedlead: 'QUALIFIED_LEAD',
  opportunity: 'OPPORTUNITY',
  customer: 'CUSTOMER',
  evangelist: 'EVANGELIST',
};

export function toCrmRecord(contact: HubspotObject, account: Account): CrmRecord {
  const of = reader(contact);
  const given = of('firstname');
  const family = of('lastname');
  const emails = toEmails(of('email'), of('hs_additional_emails'));
  const [onlyEmail, ...otherEmails] = emails;
  const kind = onlyEmail !== undefined && otherEmails.length === 0 && isRoleMailbox(onlyEmail.value) ? 'ORGANIZATION' : 'PERSON';
  const companyId = toId(account, 'company', of('associatedcompanyid'));
  // A function's mailbox without a person's name, attached to a company, is the company.
  const isCompany = kind === 'ORGANIZATION' && given === null && family === null && companyId !== null;
  return {
    id: recordId(account.source, 'contact', contact.id),
    url: toUrl(account, `contact/${contact.id}`),
    kind,
    name: { full: [given, family].filter((part) => part !== null).join(' ') || null, given, family },
    emails,
    // A number without a country code is one of the country the contact lives in.
    phones: toPhones([of('phone'), of('mobilephone')], regionOf(of('country')) ?? account.phoneRegion),
    addresses: toAddresses({ line1: of('address'), city: of('city'), postalCode: of('zip'), country: of('country') }),
    company: of('company'),
    jobTitle: of('jobtitle'),
    language: of('hs_language'),
    taxId: null,
    birthDate: null,
    employees: null,
    consents: toConsents(of('hs_email_optout'), of('email')),
    externalIds: [
      ...account.crosswalk.flatMap(({ records, property }) => {
        const id = of(property);
        return id === null ? [] : [`${records}:${id}`];
      }),
      ...(isCompany ? [companyId] : []),
    ],
    createdAt: toInstant(contact.createdAt),
    updatedAt: toInstant(contact.updatedAt),
    movedTo: null,
    ...formerIds(contact, 'contact', account),
    raw: contact,
    lifecycleStage: toStage(of('lifecyclestage')),
    leadStatus: of('hs_lead_status'),
    leadSource: of('hs_analytics_source'),
    ownerId: toId(account, 'owner', of('hubspot_owner_id')),
    companyId,
  };
}

/**
 * Ids that answer this contact or company: its own, and those of others merged into it. A merge makes a new one, with a new id:
 * https://developers.hubspot.com/changelog/updated-merge-functionality-for-contacts-and-companies
 */
export function idsOf(object: HubspotObject): string[] {
  return [object.id, ...list(reader(object)('hs_merged_object_ids'))];
}

export function formerIds(object: HubspotObject, type: 'contact' | 'company', { source }: Account): Pick<CrmRecord, 'formerIds'> {
  const [, ...merged] = idsOf(object);
  return merged.length === 0 ? {} : { formerIds: merged.map((id) => recordId(source, type, id)) };
}

export function toStage(stage: string | null): LifecycleStage | null {
  return stage === null ? null : (STAGES[stage] ?? 'OTHER');
}

export const DEAL_PROPERTIES = [
  'dealname',
  'dealstage',
  'hs_is_closed',
  'hs_is_closed_won',
  'amount',
  'deal_currency_code',
  'closedate',
  'hubspot_owner_id',
] as const;

/** `record` is the contact or company it was asked for. */
export function toDeal(deal: HubspotObject, record: RecordId, account: Account): Deal {
  const of = reader(deal);
  const closed = of('hs_is_closed') === 'true';
  const currency = of('deal_currency_code') ?? account.currency ?? null;
  const amount = currency === null ? null : toDecimal(of('amount'));
  return {
    id: recordId(account.source, 'deal', deal.id),
    url: toUrl(account, `deal/${deal.id}`),
    name: of('dealname'),
    stage: of('dealstage'),
    status: of('hs_is_closed_won') === 'true' ? 'WON' : closed ? 'LOST' : 'OPEN',
    amount,
    currency: amount === null ? null : currency,
    closeDate: toInstant(of('closedate'))?.slice(0, 'YYYY-MM-DD'.length) ?? null,
    createdAt: toInstant(deal.createdAt),
    ownerId: toId(account, 'owner', of('hubspot_owner_id')),
    record,
  };
}

/** A kind of engagement, with HubSpot's names for it. */
export interface Engagement {
  kind: ActivityKind;
  /** As in paths. */
  type: string;
  /** As in links; https://developers.hubspot.com/docs/api-reference/latest/crm/understanding-the-crm */
  typeId: string;
  subject: string | null;
  body: string;
}

export const ENGAGEMENTS: readonly Engagement[] = [
  { kind: 'CALL', type: 'calls', typeId: '0-48', subject: 'hs_call_title', body: 'hs_call_body' },
  { kind: 'EMAIL', type: 'emails', typeId: '0-49', subject: 'hs_email_subject', body: 'hs_email_text' },
  { kind: 'MEETING', type: 'meetings', typeId: '0-47', subject: 'hs_meeting_title', body: 'hs_meeting_body' },
  { kind: 'NOTE', type: 'notes', typeId: '0-46', subject: null, body: 'hs_note_body' },
  { kind: 'TASK', type: 'tasks', typeId: '0-27', subject: 'hs_task_subject', body: 'hs_task_body' },
];

export function engagementProperties({ subject, body }: Engagement): string[] {
  return ['hs_timestamp', 'hubspot_owner_id', body, ...(subject === null ? [] : [subject])];
}

export function toActivity(
  object: HubspotObject,
  { kind, type, typeId, subject, body }: Engagement,
  record: RecordId,
  account: Account,
): Activity {
  const of = reader(object);
  return {
    id: recordId(account.source, type.slice(0, -1), object.id),
    url: toUrl(account, `record/${typeId}/${object.id}`),
    kind,
    at: toInstant(of('hs_timestamp')) ?? new Date(object.createdAt).toISOString(),
    subject: subject === null ? null : of(subject),
    body: of(body),
    ownerId: toId(account, 'owner', of('hubspot_owner_id')),
    record,
  };
}

export function toOwner({ id, email, firstName, lastName }: HubspotOwner, account: Account): Owner {
  const name = [firstName, lastName].map((part) => text(part)).filter((part) => part !== null);
  return { id: recordId(account.source, 'owner', id), name: name.join(' ') || null, email: normaliseEmail(email) };
}

function toEmails(primary: string | null, additional: string | null): EmailPoint[] {
  const main = normaliseEmail(primary);
  const values = [main, ...list(additional).map((email) => normaliseEmail(email))].filter((email) => email !== null);
  return [...new Set(values)].map((value) => ({ value, primary: value === main, verified: null }));
}

/** "Unsubscribed from all email" is a no; that a contact is not unsubscribed tells of no yes. */
function toConsents(unsubscribed: string | null, email: string | null): ConsentPoint[] {
  if (unsubscribed !== 'true') return [];
  return [{ channel: 'EMAIL', purpose: 'marketing', status: 'REVOKED', address: normaliseEmail(email), at: null }];
}

export function toPhones(written: readonly (string | null)[], region: string | undefined): PhonePoint[] {
  const values = written.flatMap((phone) => normalisePhone(phone, region)?.e164 ?? []);
  return [...new Set(values)].map((value, index) => ({ value, primary: index === 0, shared: false }));
}

export function toAddresses(address: Omit<AddressPoint, 'purpose'>): AddressPoint[] {
  return Object.values(address).every((part) => part === null) ? [] : [{ purpose: 'main', ...address }];
}

export function reader({ properties }: HubspotObject): (property: string) => string | null {
  return (property) => text(properties[property]);
}

function text(value: string | null | undefined): string | null {
  return value?.trim() || null;
}

function list(value: string | null): string[] {
  return (value ?? '').split(';').flatMap((part) => text(part) ?? []);
}

/** HubSpot writes instants as ISO 8601, and in some properties as milliseconds since 1970. */
export function toInstant(value: string | null): string | null {
  if (value === null) return null;
  const time = new Date(/^\d+$/.test(value) ? Number(value) : value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function toDecimal(value: string | null): string | null {
  return value !== null && /^-?\d+(\.\d+)?$/.test(value) ? value : null;
}

export function toId({ source }: Account, type: string, id: string | null): string | null {
  return id === null ? null : recordId(source, type, id);
}

export function toUrl({ portalId }: Account, path: string): string | null {
  return portalId === undefined ? null : `https://app.hubspot.com/contacts/${portalId}/${path}`;
}
