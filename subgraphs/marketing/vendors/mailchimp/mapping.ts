// How Mailchimp's fields become ours, as data. What each line says is done in wire.ts and touches.ts.
import type { FieldMapping } from '../../../../platform/connector';
import type { CrosswalkField } from './settings';

const RECORD = 'PersonRecord';
const TOUCH = 'CampaignTouch';

function line(of: string, field: string, from: string, by: string | null): FieldMapping {
  return { of, field, from, by };
}

/** Of an account; merge fields with other sources' ids are those that are configured. */
export function mailchimpMapping(crosswalk: readonly CrosswalkField[]): readonly FieldMapping[] {
  return [
    line(RECORD, 'id', 'list_id', 'audience-contact'),
    line(RECORD, 'id', 'contact_id', 'audience-contact'),
    line(RECORD, 'url', 'web_id', 'link into the web application'),
    line(RECORD, 'kind', 'email_address', 'isRoleMailbox → ORGANIZATION'),
    line(RECORD, 'name', 'merge_fields.FNAME', 'trimmed'),
    line(RECORD, 'name', 'merge_fields.LNAME', 'trimmed'),
    line(RECORD, 'emails', 'email_address', 'normaliseEmail'),
    line(RECORD, 'phones', 'merge_fields.PHONE', 'normalisePhone'),
    line(RECORD, 'addresses', 'merge_fields.ADDRESS', 'addr1, city, zip, country, trimmed'),
    line(RECORD, 'company', 'merge_fields.COMPANY', 'trimmed'),
    line(RECORD, 'language', 'language', 'fr_CA → fr-CA'),
    line(RECORD, 'consents', 'status', 'subscribed → GRANTED, unsubscribed → REVOKED, any other → UNKNOWN'),
    line(RECORD, 'consents', 'email_address', 'normaliseEmail'),
    line(RECORD, 'consents', 'timestamp_opt', 'ISO 8601 in UTC, of those granted'),
    ...crosswalk.map(({ records, tag }) => line(RECORD, 'externalIds', `merge_fields.${tag}`, `${records}:…`)),
    line(RECORD, 'createdAt', 'timestamp_signup', 'ISO 8601 in UTC'),
    line(RECORD, 'updatedAt', 'last_changed', 'ISO 8601 in UTC'),
    line(RECORD, 'bounce', 'status', 'cleaned → bounces'),
    line(TOUCH, 'campaign', 'activity[].title', 'trimmed'),
    line(TOUCH, 'id', 'activity[].campaign_id', 'campaign:audience-contact'),
    line(TOUCH, 'sentAt', 'activity[].timestamp', 'the first of action sent'),
    line(TOUCH, 'openedAt', 'activity[].timestamp', 'the first of action open'),
    line(TOUCH, 'clickedAt', 'activity[].timestamp', 'the first of action click'),
    line(TOUCH, 'bouncedAt', 'activity[].timestamp', 'the first of action bounce'),
    line(TOUCH, 'unsubscribedAt', 'activity[].timestamp', 'the first of actions unsub, abuse'),
  ];
}
