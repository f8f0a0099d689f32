// The members of the pretend Mailchimp that the connector's tests ask for.
import type { Identifier } from '../../../../../platform/connector';
import type { MailchimpMember } from '../../../../../sandbox/world/mailchimp-story';
import type { World } from '../../../../../sandbox/world/story';
import { by } from '../../../../support/identifiers';
import { ANNA, ANNA_NEWS, aMember, BERT, contactId, mailchimpWorld, NEWS, RULE, SHOP } from '../../../../sandbox/support/mailchimp-world';

export const KEY = 'testtesttesttesttesttesttesttest-us6';
/** Has nothing but an address. */
export const EMPTY = contactId(10);
/** A function's mailbox. */
export const OFFICE = contactId(11);
/** How many are in the news alone, one a minute. */
export const CROWD = 1_230;

export const id = (contact: string, list = SHOP) => `mailchimp:member:${list}-${contact}`;

const [anna, annaNews, bert, ...others] = mailchimpWorld().mailchimp.members;

function joined(index: number): string {
  return new Date(Date.UTC(2025, 5, 1) + index * 60_000).toISOString();
}

/** `crowd0@…` joined first. */
function aCrowd(): MailchimpMember[] {
  return Array.from({ length: CROWD }, (_, index) =>
    aMember({ contactId: contactId(5_000 + index), audienceId: NEWS, email: `crowd${index}@example.com`, optedInAt: joined(index) }),
  );
}

export const world: World = mailchimpWorld({
  members: [
    ...[anna, annaNews, bert, ...others].filter((member) => member !== undefined),
    aMember({ contactId: EMPTY, email: 'empty@example.com', status: 'transactional', optedInAt: null }),
    aMember({ contactId: OFFICE, email: 'info@acme.example', segmentIds: [RULE], optedInAt: '2025-04-01T08:00:00.000Z' }),
    ...aCrowd(),
  ],
});

export const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id(ANNA)), recordIds: [id(ANNA)] },
  { identifier: by('id', id(BERT)), recordIds: [id(BERT)] },
  { identifier: by('email', 'anna@example.com'), recordIds: [id(ANNA), id(ANNA_NEWS, NEWS)] },
  { identifier: by('email', 'bert@example.com'), recordIds: [id(BERT)] },
];
