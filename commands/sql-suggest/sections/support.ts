// The sections about what customers ask: tickets, and what was written in them. Pure.
import { picked } from '../picks';
import type { Candidate } from '../scores';
import { columnLines, headLines, leftOver, line, numberLine, wordLine, type Line, type Section } from '../section';
import type { Words } from '../status-columns';

const RATING_TOP = 5;

/** The tickets' section. */
export function ticketsSection(candidate: Candidate, words: Words): Section {
  const { picks } = candidate;
  const head = headLines(candidate, 'customer');
  const rating = picked(picks, 'rating');
  const fields = [
    ...numberLine(candidate),
    ...columnLines(picks, ['subject', 'channel']),
    statusLine(candidate, words),
    ...priorityLines(candidate, words),
    ...columnLines(picks, ['createdAt', 'updatedAt', 'firstReplyAt', 'solvedAt', 'slaDueAt']),
    ...(rating === null
      ? []
      : [
          line('rating', rating.column.name, rating.doubt),
          line('ratingScale', RATING_TOP, 'the best mark there is: 5, 10 or 100?'),
          ...columnLines(picks, ['ratingComment', 'ratedAt']),
        ]),
  ];
  return { candidate, head, fields, notes: [], left: leftOver({ candidate, head, fields }) };
}

function statusLine({ table, picks }: Candidate, words: Words): Line {
  const status = picked(picks, 'status');
  if (status === null) return line('status', { constant: 'OPEN' }, 'no column for it: is every one of them open?');
  return wordLine('status', table, status, words, { vocabulary: 'ticketStatus', fallback: 'OPEN' });
}

function priorityLines({ table, picks }: Candidate, words: Words): Line[] {
  const priority = picked(picks, 'priority');
  return priority === null ? [] : [wordLine('priority', table, priority, words, { vocabulary: 'priority', fallback: 'NORMAL' })];
}

/** The section of what was written in a ticket. */
export function commentsSection(candidate: Candidate): Section {
  const { picks } = candidate;
  const head = headLines(candidate, 'ticket');
  const shown = picked(picks, 'public');
  const hidden = picked(picks, 'internal');
  const fields = [
    ...columnLines(picks, ['at', 'body']),
    ...(shown === null ? [] : [line('public', shown.column.name)]),
    ...(shown !== null || hidden === null
      ? []
      : [
          line('public', {
            column: hidden.column.name,
            values: { true: false, false: true },
            ...(hidden.column.notNull ? {} : { default: true }),
          }),
        ]),
    ...columnLines(picks, ['fromCustomer']),
  ];
  const notes =
    shown === null && hidden === null ? ['No column says which of them customers may see: all of them are taken for public.'] : [];
  return { candidate, head, fields, notes, left: leftOver({ candidate, head, fields }) };
}
