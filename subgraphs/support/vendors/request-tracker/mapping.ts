// How RT's fields become ours, as data; records.ts and comments.ts do it.
import type { FieldMapping } from '../../../../platform/connector';

const PHONES = ['WorkPhone', 'MobilePhone', 'HomePhone', 'PagerPhone'];

function line(of: string, field: string, from: string, by: string | null = null): FieldMapping {
  return { of, field, from, by };
}

export const mapping: readonly FieldMapping[] = [
  line('PersonRecord', 'kind', 'EmailAddress', 'isRoleMailbox'),
  line('PersonRecord', 'name', 'RealName', 'trimmed, no address'),
  line('PersonRecord', 'emails', 'EmailAddress', 'normaliseEmail'),
  ...PHONES.map((from) => line('PersonRecord', 'phones', from, 'normalisePhone')),
  ...['Address1', 'City', 'Zip', 'Country'].map((from) => line('PersonRecord', 'addresses', from, 'trimmed')),
  line('PersonRecord', 'company', 'Organization', 'trimmed'),
  line('PersonRecord', 'language', 'Lang', 'zh_TW → zh-TW'),
  line('PersonRecord', 'externalIds', 'CustomFields[].name', 'named in EXTERNAL_ID'),
  line('PersonRecord', 'externalIds', 'CustomFields[].values[]', 'trimmed'),
  line('PersonRecord', 'createdAt', 'Created', 'instant, 1970 → null'),
  line('PersonRecord', 'updatedAt', 'LastUpdated', 'instant, 1970 → null'),
  line('Ticket', 'number', 'id'),
  line('Ticket', 'subject', 'Subject', 'trimmed'),
  line('Ticket', 'status', 'Status', 'new → OPEN, open → IN_PROGRESS, stalled → ON_HOLD, resolved, rejected, deleted → CLOSED'),
  line('Ticket', 'status', 'Resolved', 'of statuses of the house: set → CLOSED'),
  line('Ticket', 'status', 'Started', 'of statuses of the house: set → IN_PROGRESS'),
  line('Ticket', 'priority', 'Priority', 'by the numbers in PRIORITIES'),
  line('Ticket', 'createdAt', 'Created', 'instant'),
  line('Ticket', 'updatedAt', 'LastUpdated', 'instant, 1970 → null'),
  line('Ticket', 'solvedAt', 'Resolved', 'instant, of closed tickets'),
  line('Ticket', 'solvedAt', 'Status', 'only of closed tickets'),
  line('Ticket', 'sla', 'Due', 'against now, or Resolved'),
  line('Ticket', 'sla', 'Status', 'closed or not'),
  line('Ticket', 'sla', 'Resolved', 'of closed tickets'),
  line('Ticket', 'slaDueAt', 'Due', 'instant, 1970 → null'),
  line('Ticket', 'record', 'Requestor[].id'),
  line('Comment', 'at', 'Created', 'instant'),
  line('Comment', 'body', 'Content', 'of the text attachment, HTML → text'),
  line('Comment', 'public', 'Type', 'Comment → false, Create, Correspond → true'),
  line('Comment', 'author', 'Creator.id', 'RT_System → null'),
];
