import { createTally, zero } from '../../../platform/metrics/tally';

it('keeps one thing for the same values, and another for others', () => {
  const tally = createTally(zero);
  tally.of('a', 'b').value += 1;
  tally.of('a', 'b').value += 1;
  tally.of('a', 'c').value += 1;
  expect(tally.entries()).toEqual([
    { values: ['a', 'b'], what: { value: 2 } },
    { values: ['a', 'c'], what: { value: 1 } },
  ]);
});

it('puts everything beyond its bound under one name, and loses nothing', () => {
  const tally = createTally(zero, 3);
  for (let index = 0; index < 1_000; index += 1) tally.of(`name-${index}`).value += 1;
  expect(tally.entries().map(({ values }) => values[0])).toEqual(['name-0', 'name-1', 'name-2', 'other']);
  expect(tally.entries().reduce((sum, { what }) => sum + what.value, 0)).toBe(1_000);
});
