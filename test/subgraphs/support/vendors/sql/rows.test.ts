// Promises to customers: kept by whatever came first, judged by the clock while nothing did.
import fc from 'fast-check';
import { slaOf } from '../../../../../subgraphs/support/vendors/sql/rows';

const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const ticket = fc.record({
  status: fc.constantFrom('OPEN' as const, 'ON_HOLD' as const, 'CLOSED' as const),
  firstReplyAt: fc.option(instant),
  solvedAt: fc.option(instant),
  slaDueAt: fc.option(instant),
});

it('is NONE precisely where nothing was promised, or nobody knows whether a closed ticket was answered', () => {
  fc.assert(
    fc.property(ticket, fc.date({ noInvalidDate: true }), (given, now) => {
      const unknown = given.status === 'CLOSED' && given.firstReplyAt === null && given.solvedAt === null;
      expect(slaOf(given, now) === 'NONE').toBe(given.slaDueAt === null || unknown);
    }),
  );
});

it('stays as it is once there is an answer, whatever the time', () => {
  const answered = fc.tuple(ticket, instant, instant).map(([given, replied, due]) => ({ ...given, firstReplyAt: replied, slaDueAt: due }));
  fc.assert(
    fc.property(answered, fc.date({ noInvalidDate: true }), (given, now) => {
      const first = [given.firstReplyAt, given.solvedAt ?? given.firstReplyAt].toSorted()[0] ?? '';
      expect(slaOf(given, now)).toBe(first <= given.slaDueAt ? 'FULFILLED' : 'BREACHED');
    }),
  );
});

it('is breached by time alone, and never mended by it', () => {
  const waiting = fc
    .tuple(ticket, instant)
    .map(([given, due]) => ({ ...given, status: 'OPEN' as const, firstReplyAt: null, solvedAt: null, slaDueAt: due }));
  fc.assert(
    fc.property(waiting, instant, (given, now) => {
      expect(slaOf(given, new Date(now))).toBe(now <= given.slaDueAt ? 'ON_TRACK' : 'BREACHED');
    }),
  );
});
