import { instantOf, textOf } from '../../platform/clean';

describe('the smallest cleanings', () => {
  it('trim texts, and make nothing of blanks', () => {
    expect([' a b ', '', '  ', null, undefined].map(textOf)).toEqual(['a b', null, null, null, null]);
  });

  it('bring instants to UTC, and invent none', () => {
    expect(['2026-05-20T11:00:00+02:00', '2026-05-20T09:00:00Z', '', null, undefined].map(instantOf)).toEqual([
      ...['2026-05-20T09:00:00.000Z', '2026-05-20T09:00:00.000Z'],
      ...[null, null, null],
    ]);
  });

  it('refuse what is no time rather than answer a wrong one', () => {
    expect(() => instantOf('yesterday')).toThrow(RangeError);
  });
});
