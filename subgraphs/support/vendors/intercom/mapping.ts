// How Intercom's fields become ours, as lines that `sources` shows; wire.ts and conversation-wire.ts are the code that does it.
// Paths are of a contact, a conversation, and for comments of a conversation with its parts.
import type { FieldMapping } from '../../../../platform/connector';
import type { PersonRecord } from '../../../../platform/record';
import type { Comment, Ticket } from '../../contract';
import type { Account } from './wire';

const TIME = 'UNIX seconds → ISO 8601 in UTC';
const PARTS = 'conversation_parts.conversation_parts[]';

/** The lines of a workspace: `external_id` is read only where it is configured whose ids those are. */
export function intercomMapping({ externalId }: Pick<Account, 'externalId'>): FieldMapping[] {
  return [
    ...mappingOf<PersonRecord>('PersonRecord', [
      ['kind', 'email', 'isRoleMailbox: ORGANIZATION'],
      ['name', 'name', 'trimmed'],
      ['emails', 'email', 'normaliseEmail'],
      ['phones', 'phone', 'normalisePhone'],
      ['language', 'language_override', 'trimmed'],
      ['consents', 'unsubscribed_from_emails', 'true → EMAIL REVOKED'],
      ['consents', 'email', 'normaliseEmail: the address that it is about'],
      ...(externalId === undefined ? [] : [['externalIds', 'external_id', `${externalId}:…`] as const]),
      ['createdAt', 'created_at', TIME],
      ['updatedAt', 'updated_at', TIME],
    ]),
    ...mappingOf<Ticket>('Ticket', [
      ['number', 'id'],
      ['subject', 'title', 'trimmed'],
      ['subject', 'source.subject', 'toPlainText, its first words; where there is no title'],
      ['subject', 'source.body', 'toPlainText, its first words; where there is neither'],
      ['status', 'state', 'open → OPEN, snoozed → ON_HOLD, closed → CLOSED'],
      ['priority', 'priority', 'priority → HIGH, not_priority → NORMAL'],
      ['channel', 'source.type', 'trimmed'],
      ['createdAt', 'created_at', TIME],
      ['updatedAt', 'updated_at', TIME],
      ['firstReplyAt', 'statistics.first_admin_reply_at', TIME],
      ['solvedAt', 'statistics.last_close_at', TIME],
      ['solvedAt', 'state', 'only of a closed one'],
      ['sla', 'sla_applied.sla_status', 'hit → FULFILLED, missed → BREACHED, active → ON_TRACK, else NONE'],
      ['tags', 'tags.tags[].name'],
      ['rating', 'conversation_rating.rating', 'of 5'],
      ['rating', 'conversation_rating.remark', 'trimmed'],
      ['rating', 'conversation_rating.updated_at', TIME],
      ['record', 'source.author.id', 'the contact, where it is in the conversation'],
      ['record', 'contacts.contacts[].id', 'the first of them where it is not'],
    ]),
    ...mappingOf<Comment>('Comment', [
      ['at', 'created_at', `${TIME}; of the first message`],
      ['body', 'source.body', 'toPlainText; the first message'],
      ['author', 'source.author.id', 'the contact or teammate; of the first message'],
      ['author', 'source.author.type', 'user, lead, contact → contact; of the first message'],
      ['fromCustomer', 'source.author.type', 'user, lead, contact; of the first message'],
      ['at', `${PARTS}.created_at`, TIME],
      ['body', `${PARTS}.body`, 'toPlainText; a part without words is no comment'],
      ['public', `${PARTS}.part_type`, 'comment, open, close, quick_reply'],
      ['author', `${PARTS}.author.id`, 'the contact or teammate'],
      ['author', `${PARTS}.author.type`, 'user, lead, contact → contact'],
      ['fromCustomer', `${PARTS}.author.type`, 'user, lead, contact'],
    ]),
  ];
}

/** Our field, the path, and how it is cleaned; left out = as it is. */
type Line<Type> = readonly [field: keyof Type & string, from: string, by?: string];

function mappingOf<Type>(of: string, lines: readonly Line<Type>[]): FieldMapping[] {
  return lines.map(([field, from, by]) => ({ of, field, from, by: by ?? null }));
}
