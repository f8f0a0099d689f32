// The list of open tickets is what reading everybody's tickets would tell, whatever words a database has and a mapping makes of
// them: the statement leaves out nothing that is wanted, and the order is that of urgency.
import fc from 'fast-check';
import type { Ticket, TicketPriority } from '../../../../../subgraphs/support/contract';
import { PRIORITIES, TICKET_STATUSES } from '../../../../../subgraphs/support/vendors/sql/mapping';
import { testCall } from '../../../../support/call';
import { startHouse, type House } from './house';

/** As databases have them. */
const WORDS = ['a', 'b', ' a', 'b\t', 'A', '', ' ', 'OPEN', 'CLOSED', 'URGENT', 'LOW', null] as const;

let house: House;
beforeAll(async () => {
  house = await startHouse();
  await house.run('create table slip (no serial primary key, person integer, state text, prio text, opened timestamptz)');
  const quoted = (word: string | null): string => (word === null ? 'null' : `E'${word.replaceAll('\t', '\\t')}'`);
  const rows = WORDS.flatMap((state, row) =>
    WORDS.map(
      (prio, column) =>
        `(${1 + ((row + column) % 5)}, ${quoted(state)}, ${quoted(prio)}, timestamptz '2026-01-01Z' + ${(row * 7 + column * 5) % 12} * interval '1 day')`,
    ),
  );
  await house.run(`insert into slip (person, state, prio, opened) values ${rows.join(', ')}; grant select on slip to reader`);
});
afterAll(() => house.stop());

/** A value of the mapping that always means one of our words. */
function valueOf(column: string, ours: readonly string[]) {
  const word = fc.constantFrom(...ours);
  const values = fc.dictionary(fc.constantFrom('a', 'b', 'A', 'OPEN', 'LOW'), word, { maxKeys: 5 });
  return fc.oneof(
    word.map((constant) => ({ constant })),
    fc.record({ column: fc.constant(column), values, default: word }),
  );
}

function urgency({ priority }: Ticket): number {
  return priority === null ? PRIORITIES.length : PRIORITIES.indexOf(priority);
}

it('is the open ones among everybody’s, the most urgent, then the oldest first', async () => {
  const priorities = fc.subarray<TicketPriority>([...PRIORITIES]);
  const people = [1, 2, 3, 4, 5].map((no) => `sql:customer:${no}`);
  await fc.assert(
    fc.asyncProperty(valueOf('state', TICKET_STATUSES), valueOf('prio', PRIORITIES), priorities, async (status, priority, asked) => {
      const tickets = { table: 'slip', id: 'no', customer: 'person', fields: { status, priority, createdAt: 'opened' } };
      const connector = await house.connect({ mapping: JSON.stringify({ customers: { table: 'person', id: 'no', fields: {} }, tickets }) });
      try {
        const read = await connector.tickets(people, testCall());
        const all = read.flatMap((some) => (some instanceof Error ? [] : some));
        expect(all).toHaveLength(WORDS.length ** 2);
        const open = all.filter((one) => one.status !== 'CLOSED' && (asked.length === 0 || asked.some((each) => each === one.priority)));
        open.sort(
          (a, b) =>
            urgency(a) - urgency(b) || a.createdAt.localeCompare(b.createdAt) || Number(a.id.split(':')[2]) - Number(b.id.split(':')[2]),
        );
        const { records, complete } = await connector.openTickets({ priorities: asked }, 100, testCall());
        expect(complete).toBe(true);
        expect(records.map(({ record }) => record.id)).toEqual([...new Set(open.map(({ record }) => record))]);
        for (const { record, items } of records) {
          expect(items.map(({ id }) => id)).toEqual(open.filter((one) => one.record === record.id).map(({ id }) => id));
        }
      } finally {
        await connector.close?.();
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
