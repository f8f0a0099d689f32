// What a mapping file says of tickets and comments, held to what makes rows of them ours.
import { SUPPORT_WORDS } from '../../../../../subgraphs/support/vendors/sql/mapping';
import { toComment, toTicket } from '../../../../../subgraphs/support/vendors/sql/rows';
import { describeMapping } from '../../../../contracts/mapping.contract';
import { readFile } from '../../../../platform/sql/mapped-rows';
import { MAPPING } from './house';

const { mapping, lines, cellsOf } = readFile(MAPPING, SUPPORT_WORDS);
const { comments } = mapping.own;
const NOW = new Date('2026-01-20T00:00:00Z');

const ENQUIRY = {
  ...{ no: 'a', person: '7', topic: 'Broken', state: 'doing', prio: '2', via: 'email', opened: '2026-01-02 08:00:00' },
  ...{ touched: '2026-01-02 09:00:00', answered: '2026-01-02 09:30:00', done: null, promised: '2026-01-03 08:00:00' },
  ...{ stars: '4.5', said: 'Good', starred: '2026-01-06 00:00:00' },
};

describeMapping({
  name: 'tickets of a mapping file',
  mapping: lines.filter(({ of }) => of !== 'PersonRecord'),
  objects: [
    {
      of: 'Ticket',
      samples: [
        { enquiry: ENQUIRY },
        { enquiry: { ...ENQUIRY, answered: null, done: '2026-01-02 10:00:00' } },
        { enquiry: { ...ENQUIRY, answered: null } },
      ],
      map: (wire) => toTicket('house', mapping.own.tickets, cellsOf(wire, 'tickets'), NOW),
      instead: { 'enquiry.state': ['open', 'done'], 'enquiry.prio': ['1'], 'enquiry.stars': ['3'] },
      never: ['tags'],
    },
    {
      of: 'Comment',
      samples: [
        { enquiry_message: { no: '1', enquiry: 'a', at: '2026-01-02 09:00:00', words: 'Hello', internal: 'false', by_them: 'true' } },
      ],
      map(wire) {
        if (comments === undefined) throw new Error('no section `comments`');
        return toComment('house', comments, cellsOf(wire, 'comments'));
      },
      never: ['author'],
    },
  ],
});

it('has no line of a promise where the file has none', () => {
  const small = readFile(MAPPING.replace(/ {4}slaDueAt.*\n/, ''), SUPPORT_WORDS);
  expect(lines.some(({ field }) => field === 'sla')).toBe(true);
  expect(small.lines.some(({ field }) => field === 'sla')).toBe(false);
});
