// How Intercom's fields become ours, as data: what `sources` shows and the mapper is held to.
import type { FieldMapping } from '../../../../platform/connector';

function lines(of: string, fields: Readonly<Record<string, readonly [from: string, by: string | null]>>): FieldMapping[] {
  return Object.entries(fields).map(([key, [from, by]]) => ({ of, field: key.replace(/\d+$/, ''), from, by }));
}

/** By the names of normalisers and words in wire.ts and conversation-wire.ts. A digit behind a name tells several lines of one field apart. */
export const mapping: readonly FieldMapping[] = [
  ...lines('PersonRecord', {
    id: ['id', 'source:contact:id'],
    url: ['id', 'link into the workspace INTERCOM_APP'],
    kind: ['email', 'isRoleMailbox → ORGANIZATION'],
    name: ['name', 'trimmed, in full'],
    emails: ['email', 'normaliseEmail'],
    phones: ['phone', 'normalisePhone'],
    language: ['language_override', 'trimmed'],
    consents1: ['unsubscribed_from_emails', 'true → EMAIL REVOKED'],
    consents2: ['email', 'normaliseEmail: the address that it is about'],
    externalIds: ['external_id', 'INTERCOM_EXTERNAL_ID:external_id'],
    createdAt: ['created_at', 'UNIX seconds → ISO 8601'],
    updatedAt: ['updated_at', 'UNIX seconds → ISO 8601'],
  }),
  ...lines('Ticket', {
    id: ['id', 'source:conversation:id'],
    url: ['id', 'link into the workspace INTERCOM_APP'],
    number: ['id', null],
    subject1: ['title', 'trimmed; before the others'],
    subject2: ['source.subject', 'toPlainText, first words; where there is no title'],
    subject3: ['source.body', 'toPlainText, first words; where there is neither'],
    status: ['state', 'open → OPEN, snoozed → ON_HOLD, closed → CLOSED'],
    priority: ['priority', 'priority → HIGH, not_priority → NORMAL'],
    channel: ['source.type', 'trimmed'],
    createdAt: ['created_at', 'UNIX seconds → ISO 8601'],
    updatedAt: ['updated_at', 'UNIX seconds → ISO 8601'],
    firstReplyAt: ['statistics.first_admin_reply_at', 'UNIX seconds → ISO 8601'],
    solvedAt1: ['statistics.last_close_at', 'UNIX seconds → ISO 8601'],
    solvedAt2: ['state', 'closed alone is solved'],
    sla: ['sla_applied.sla_status', 'hit → FULFILLED, missed → BREACHED, active → ON_TRACK, else NONE'],
    tags: ['tags.tags[].name', null],
    rating1: ['conversation_rating.rating', 'of 5'],
    rating2: ['conversation_rating.remark', 'trimmed'],
    rating3: ['conversation_rating.updated_at', 'UNIX seconds → ISO 8601'],
    record1: ['contacts.contacts[].id', 'whoever began it, else the first'],
    record2: ['source.author.id', 'where it is one of its contacts'],
  }),
  ...lines('Comment', {
    id1: ['conversation_parts.conversation_parts[].id', 'source:part:id'],
    id2: ['source.id', 'source:message:id, of the first message'],
    at1: ['conversation_parts.conversation_parts[].created_at', 'UNIX seconds → ISO 8601'],
    at2: ['created_at', 'UNIX seconds → ISO 8601, of the first message'],
    body1: ['conversation_parts.conversation_parts[].body', 'toPlainText; parts without a word are left out'],
    body2: ['source.body', 'toPlainText, of the first message'],
    public: ['conversation_parts.conversation_parts[].part_type', 'comment, open, close, quick_reply → true'],
    author1: ['conversation_parts.conversation_parts[].author.id', 'source:contact:id, or source:admin:id and the like'],
    author2: ['conversation_parts.conversation_parts[].author.type', 'user, lead, contact → contact'],
    author3: ['source.author.id', 'of the first message'],
    author4: ['source.author.type', 'of the first message'],
    fromCustomer1: ['conversation_parts.conversation_parts[].author.type', 'user, lead, contact → true'],
    fromCustomer2: ['source.author.type', 'of the first message'],
  }),
];
