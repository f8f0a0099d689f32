import * as fc from 'fast-check';
import {
  toNumber,
  toPriority,
  toPriorityCondition,
  toPriorityScale,
} from '../../../../../subgraphs/support/vendors/request-tracker/priorities';

const SCALE = toPriorityScale('low=0,normal=50,high=80,urgent=100') ?? [];

describe('toPriorityScale', () => {
  it('reads pairs in any order, the highest first', () => {
    expect(toPriorityScale('low=0, HIGH = 100 ,normal=50')).toEqual([
      { from: 100, priority: 'HIGH' },
      { from: 50, priority: 'NORMAL' },
      { from: 0, priority: 'LOW' },
    ]);
  });

  it('refuses what is no scale', () => {
    for (const text of ['', 'low', 'low=', 'low=-1', 'low=x', 'severe=5', 'low=0,low=5', 'low=5,high=5', 'low=0;high=5']) {
      expect(toPriorityScale(text)).toBeNull();
    }
  });
});

describe('toPriority', () => {
  it('is the step a number stands on', () => {
    expect(['-5', '0', '49', '50', '79', '80', '99', '100', '4000'].map((value) => toPriority(value, SCALE))).toEqual([
      ...[null, 'LOW', 'LOW', 'NORMAL', 'NORMAL', 'HIGH', 'HIGH', 'URGENT', 'URGENT'],
    ]);
  });

  it('knows the words that RT keeps in place of a number', () => {
    expect(['Low', 'medium', 'High', 'Urgent', 'Severe'].map((value) => toPriority(value, SCALE))).toEqual([
      'LOW',
      'NORMAL',
      'HIGH',
      'URGENT',
      null,
    ]);
    expect(toPriority(null, SCALE)).toBeNull();
  });
});

describe('toNumber', () => {
  it('is the number that reads as the priority, or as the next lower one that the house uses', () => {
    const numbers = (scale: string) =>
      (['URGENT', 'HIGH', 'NORMAL', 'LOW'] as const).map((priority) => toNumber(priority, toPriorityScale(scale) ?? []));
    expect(numbers('low=0,normal=50,high=80,urgent=100')).toEqual([100, 80, 50, 0]);
    expect(numbers('low=0,high=100')).toEqual([100, 100, 0, 0]);
    expect(numbers('high=100')).toEqual([100, 100, null, null]);
  });
});

describe('toPriorityCondition', () => {
  it('has a range for each priority asked for', () => {
    expect(toPriorityCondition(['URGENT'], SCALE)).toBe('(Priority >= 100)');
    expect(toPriorityCondition(['LOW', 'HIGH'], SCALE)).toBe('((Priority >= 80 AND Priority < 100) OR (Priority >= 0 AND Priority < 50))');
  });

  it('is null where no number has one of them', () => {
    expect(toPriorityCondition(['URGENT'], toPriorityScale('low=0,high=10') ?? [])).toBeNull();
  });

  it('takes in exactly the numbers of those priorities', () => {
    const priorities = fc.uniqueArray(fc.constantFrom('URGENT', 'HIGH', 'NORMAL', 'LOW'), { minLength: 1 });
    fc.assert(
      fc.property(priorities, fc.integer({ min: -10, max: 150 }), (asked, number) => {
        const condition = toPriorityCondition(asked, SCALE) ?? '';
        const ranges = condition.slice(1, -1).split(' OR ');
        const isIn = ranges.some((range) => {
          const from = Number(/>= (\d+)/.exec(range)?.[1]);
          const below = /< (\d+)/.exec(range)?.[1];
          return number >= from && (below === undefined || number < Number(below));
        });
        const priority = toPriority(String(number), SCALE);
        expect(isIn).toBe(priority !== null && asked.includes(priority));
      }),
    );
  });
});
