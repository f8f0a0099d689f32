// How Zendesk's fields become ours, as lines that `sources` shows; wire.ts is the code that does it. Paths are of a user (its
// identities beside it, where they were read), a ticket, a comment.
import type { FieldMapping } from '../../../../platform/connector';
import { CLEANED, mappingOf } from '../../../../platform/field-mapping';
import type { PersonRecord } from '../../../../platform/record';
import type { Comment, Ticket } from '../../contract';
import type { Account } from './wire';

/** The lines of an account: `external_id` is read only where it is configured whose ids those are. */
export function zendeskMapping({ externalId }: Pick<Account, 'externalId'>): FieldMapping[] {
  return [
    ...mappingOf<PersonRecord>('PersonRecord', [
      ['kind', 'email', CLEANED.mailbox],
      ['kind', 'identities[].value', CLEANED.mailbox],
      ['kind', 'identities[].type', 'email'],
      ['name', 'name', 'trimmed; none where it is the address or the number'],
      ['emails', 'email', CLEANED.email],
      ['emails', 'verified', 'only false tells something'],
      ['emails', 'identities[].type', 'email'],
      ['emails', 'identities[].value', CLEANED.email],
      ['emails', 'identities[].verified'],
      ['phones', 'phone', CLEANED.phone],
      ['phones', 'shared_phone_number'],
      ['language', 'locale', CLEANED.text],
      ...(externalId === undefined ? [] : [['externalIds', 'external_id', `${externalId}:…`] as const]),
      ['createdAt', 'created_at', CLEANED.time],
      ['updatedAt', 'updated_at', CLEANED.time],
    ]),
    ...mappingOf<Ticket>('Ticket', [
      ['number', 'id'],
      ['subject', 'subject', CLEANED.text],
      ['status', 'status', 'new, open → OPEN; pending → IN_PROGRESS; hold → ON_HOLD; solved, closed → CLOSED'],
      ['priority', 'priority', 'in capitals'],
      ['channel', 'via.channel', CLEANED.text],
      ['createdAt', 'created_at', CLEANED.time],
      ['updatedAt', 'updated_at', CLEANED.time],
      ['firstReplyAt', 'created_at', 'and the time until the reply'],
      ['firstReplyAt', 'metric_set.reply_time_in_seconds.calendar', 'after created_at'],
      ['firstReplyAt', 'metric_set.reply_time_in_minutes.calendar', 'after created_at, where there are no seconds'],
      ['solvedAt', 'metric_set.solved_at', CLEANED.time],
      ['sla', 'slas.policy_metrics[].stage', 'an achieved one is not missed any more'],
      ['sla', 'slas.policy_metrics[].breach_at', 'in the past → BREACHED'],
      ['sla', 'status', 'solved, closed → FULFILLED, else ON_TRACK'],
      ['slaDueAt', 'slas.policy_metrics[].stage', 'all but achieved'],
      ['slaDueAt', 'slas.policy_metrics[].breach_at', 'the first one, ISO 8601 in UTC'],
      ['tags', 'tags[]'],
      ['rating', 'satisfaction_rating.score', 'good → 1 of 1, bad → 0 of 1'],
      ['rating', 'satisfaction_rating.comment', CLEANED.text],
      ['record', 'requester_id', 'the user'],
    ]),
    ...mappingOf<Comment>('Comment', [
      ['at', 'created_at', CLEANED.time],
      ['body', 'body'],
      ['public', 'public'],
      ['author', 'author_id', 'the user'],
    ]),
  ];
}
