// The merge fields of an audience, which are what its members may say beside their address: the account's own, and whatever else some
// member of it says. https://mailchimp.com/developer/marketing/docs/merge-fields/
import type { MailchimpMember } from '../../world/mailchimp-story';

export interface MergeField {
  tag: string;
  name: string;
  type: 'text' | 'address' | 'phone' | 'birthday';
}

const EVERYWHERE: readonly MergeField[] = [
  { tag: 'FNAME', name: 'First Name', type: 'text' },
  { tag: 'LNAME', name: 'Last Name', type: 'text' },
  { tag: 'ADDRESS', name: 'Address', type: 'address' },
  { tag: 'PHONE', name: 'Phone Number', type: 'phone' },
  { tag: 'BIRTHDAY', name: 'Birthday', type: 'birthday' },
  { tag: 'COMPANY', name: 'Company', type: 'text' },
  { tag: 'CRMID', name: 'CRM ID', type: 'text' },
];

/** Of the audience that has these members. */
export function mergeFieldsOf(members: readonly Pick<MailchimpMember, 'mergeFields'>[]): readonly MergeField[] {
  const fields = new Map(EVERYWHERE.map((field) => [field.tag, field]));
  for (const { mergeFields } of members) {
    for (const [tag, value] of Object.entries(mergeFields)) {
      if (!fields.has(tag)) fields.set(tag, { tag, name: tag, type: typeof value === 'string' ? 'text' : 'address' });
    }
  }
  return [...fields.values()];
}
