// When something is overdue: what connectors ask their systems for must be what the view then calls overdue.
import fc from 'fast-check';
import { lastDueDay } from '../../../subgraphs/billing/contract';
import { daysOverdue } from '../../../subgraphs/billing/view';
import { anInvoice } from './samples';

const instants = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-12-31T23:59:59Z'), noInvalidDate: true });

describe('the last due day', () => {
  it.each([
    [1, '2026-11-22T00:00:00.000Z', '2026-11-21'],
    [1, '2026-11-22T23:59:59.999Z', '2026-11-21'],
    [0, '2026-11-22T12:00:00.000Z', '2026-11-21'],
    [30, '2026-03-01T12:00:00.000Z', '2026-01-30'],
    [1.5, '2026-11-22T12:00:00.000Z', '2026-11-20'],
  ])('of %d days at %s is %s', (minDays, now, day) => {
    expect(lastDueDay(minDays, new Date(now))).toBe(day);
  });

  it('is the one from which on the view counts so many days', () => {
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 1, max: 400 }), (now, due, minDays) => {
        const dueDate = due.toISOString().slice(0, 10);
        expect(dueDate <= lastDueDay(minDays, now)).toBe(daysOverdue(anInvoice('a:b:c', { dueDate }), now) >= minDays);
      }),
    );
  });
});
