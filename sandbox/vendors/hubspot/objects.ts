// How the world's deals, companies and activities look as HubSpot objects, and what HubSpot calls each type in a path.
// Properties: https://developers.hubspot.com/docs/api/crm/deals, .../companies and
// https://developers.hubspot.com/docs/api/crm/calls (emails, meetings, notes, tasks alike).
import type { CrmActivity, CrmCompany, CrmDeal } from '../../world/story';
import { type HubspotObject, type Properties, toTimestamp } from './contacts';

export type ObjectType = 'deals' | 'companies' | CrmActivity['kind'];

/** Numeric object type ids: https://developers.hubspot.com/docs/api/crm/understanding-the-crm */
const TYPE_IDS: Record<string, ObjectType | 'contacts'> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
  '0-27': 'tasks',
  '0-46': 'notes',
  '0-47': 'meetings',
  '0-48': 'calls',
  '0-49': 'emails',
};
const TYPES = new Map(Object.entries(TYPE_IDS).flatMap(([id, type]) => [[id, type] as const, [type, type] as const]));

/** @param name plural name or numeric id, as in a path. */
export function toObjectType(name: string): ObjectType | 'contacts' | null {
  return TYPES.get(name) ?? null;
}

/** What HubSpot answers when no properties are asked for. */
export const DEFAULT_PROPERTIES: Record<ObjectType | 'contacts', readonly string[]> = {
  contacts: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
  companies: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
  deals: ['amount', 'closedate', 'createdate', 'dealname', 'dealstage', 'hs_lastmodifieddate', 'hs_object_id', 'pipeline'],
  calls: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  emails: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  meetings: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  notes: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  tasks: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
};

/** What `query` of a search looks at: https://developers.hubspot.com/docs/api/crm/search#search-default-searchable-properties */
export const SEARCHED_PROPERTIES: Record<ObjectType | 'contacts', readonly string[]> = {
  contacts: ['firstname', 'lastname', 'email', 'phone', 'hs_additional_emails', 'fax', 'mobilephone', 'company'],
  companies: ['website', 'phone', 'name', 'domain'],
  deals: ['dealname', 'pipeline', 'dealstage', 'description', 'dealtype'],
  calls: ['hs_call_title', 'hs_body_preview'],
  emails: ['hs_email_subject'],
  meetings: ['hs_meeting_title', 'hs_meeting_body'],
  notes: ['hs_note_body'],
  tasks: ['hs_task_body', 'hs_task_subject'],
};

/** What else a search may filter and sort by, as far as the world tells it; contacts have their own and custom ones. */
const FURTHER_PROPERTIES: Record<ObjectType, readonly string[]> = {
  companies: ['industry', 'numberofemployees', 'lifecyclestage', 'hubspot_owner_id'],
  deals: ['deal_currency_code', 'hubspot_owner_id', 'hs_is_closed', 'hs_is_closed_won'],
  calls: ['hs_timestamp', 'hubspot_owner_id', 'hs_call_body'],
  emails: ['hs_timestamp', 'hubspot_owner_id', 'hs_email_text'],
  meetings: ['hs_timestamp', 'hubspot_owner_id'],
  notes: ['hs_timestamp', 'hubspot_owner_id'],
  tasks: ['hs_timestamp', 'hubspot_owner_id'],
};

/** What objects of the type have in every account, as far as the world tells it. */
export function propertiesOf(type: ObjectType): string[] {
  return [...new Set([DEFAULT_PROPERTIES, SEARCHED_PROPERTIES, FURTHER_PROPERTIES].flatMap((properties) => properties[type]))];
}

export function toHubspotDeal(deal: CrmDeal): HubspotObject {
  return toObject(deal.id, deal.createdAt, deal.updatedAt, {
    createdate: toTimestamp(deal.createdAt),
    dealname: deal.name,
    dealstage: deal.stage,
    pipeline: 'default',
    amount: deal.amount,
    deal_currency_code: deal.currency,
    closedate: deal.closeDate === null ? null : toTimestamp(deal.closeDate),
    hubspot_owner_id: deal.ownerId,
    hs_is_closed: String(deal.stage.startsWith('closed')),
    hs_is_closed_won: String(deal.stage === 'closedwon'),
  });
}

export function toHubspotCompany(company: CrmCompany): HubspotObject {
  return toObject(company.id, company.createdAt, company.updatedAt, {
    createdate: toTimestamp(company.createdAt),
    name: company.name,
    domain: company.domain,
    phone: company.phone,
    lifecyclestage: company.lifecycleStage,
    hubspot_owner_id: company.ownerId,
    industry: company.industry,
    numberofemployees: company.employees === null ? null : String(company.employees),
  });
}

export function toHubspotActivity(activity: CrmActivity): HubspotObject {
  return toObject(activity.id, activity.at, activity.at, {
    hs_createdate: toTimestamp(activity.at),
    hs_timestamp: toTimestamp(activity.at),
    hubspot_owner_id: activity.ownerId,
    ...wording(activity),
  });
}

function wording({ kind, subject, body }: CrmActivity): Properties {
  switch (kind) {
    case 'calls':
      return { hs_call_title: subject, hs_call_body: body };
    case 'emails':
      return { hs_email_subject: subject, hs_email_text: body };
    case 'meetings':
      return { hs_meeting_title: subject, hs_meeting_body: body };
    case 'notes':
      // A note has no title.
      return { hs_note_body: body ?? subject };
    case 'tasks':
      return { hs_task_subject: subject, hs_task_body: body };
  }
}

/** One that was written by the API, now. */
export function toWrittenObject(id: string, properties: Readonly<Record<string, string>>, now: string): HubspotObject {
  return toObject(id, now, now, { hs_createdate: toTimestamp(now), ...properties });
}

function toObject(id: string, createdAt: string, updatedAt: string, properties: Properties): HubspotObject {
  const updated = toTimestamp(updatedAt);
  return {
    id,
    createdAt: toTimestamp(createdAt),
    updatedAt: updated,
    archived: false,
    properties: { hs_object_id: id, hs_lastmodifieddate: updated, ...properties },
  };
}
