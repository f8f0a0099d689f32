// The ways to find a Mailchimp member: by id, and by the hash of the address in each audience. Nothing else can be looked up by:
// no number, and no merge field.
import { createHash } from 'node:crypto';
import { allOf, type Lookup } from '../../../../platform/batch-read';
import type { Call } from '../../../../platform/http/call';
import type { MarketingRecord } from '../../contract';
import { ask, fieldsOf, type MailchimpApi } from './api';
import type { AudienceBook } from './audience-book';
import { MailchimpMember, memberFields, toMarketingRecord } from './wire';

/** The look-ups of an account; one key a request, or a request in each audience. */
export function memberLookups(api: MailchimpApi, book: AudienceBook): Lookup<MarketingRecord>[] {
  const byId: Lookup<MarketingRecord> = {
    ...{ by: 'id', keysPerCall: 1, caseSensitive: true, lagSeconds: null },
    split: (ids) => ids.filter((id) => book.member(id) !== null).map((id) => [id]),
    async read([id = ''], call) {
      const key = book.member(id);
      const record = key === null ? null : await readMember(api, key.list, key.contact, call);
      // The path takes a hash as well: a record that has another id was not asked for.
      return new Map(record?.id === id ? [[id, [record]]] : []);
    },
  };
  const byEmail: Lookup<MarketingRecord> = {
    // Mailchimp hashes the address in lower case, whatever was typed.
    ...{ by: 'email', keysPerCall: 1, caseSensitive: false, lagSeconds: null },
    async read([email = ''], call) {
      const hash = hashOf(email);
      const audiences = await book.known(call);
      const found = await allOf(audiences.map(({ id }) => readMember(api, id, hash, call)));
      const records = found
        .filter((record) => record !== null)
        .filter(({ emails }) => emails.some(({ value }) => value === email.toLowerCase()));
      return new Map(records.length === 0 ? [] : [[email, records]]);
    },
  };
  return [byId, byEmail];
}

/**
 * A member by `contact_id`, or by the hash of the address; null where the audience has none, or was deleted.
 * https://mailchimp.com/developer/marketing/api/list-members/get-member-info/: ten open requests, no other limit.
 */
export async function readMember(api: MailchimpApi, list: string, key: string, call: Call): Promise<MarketingRecord | null> {
  const query = { fields: fieldsOf(memberFields(api.account)) };
  const member = await ask(api, { path: `/lists/${list}/members/${key}`, query, reply: MailchimpMember }, call);
  return member === null ? null : toMarketingRecord(member, api.account);
}

/** What Mailchimp names a member by in its paths. It goes nowhere else: whoever guesses an address can check the guess against it. */
export function hashOf(email: string): string {
  return createHash('md5').update(email.toLowerCase()).digest('hex');
}
