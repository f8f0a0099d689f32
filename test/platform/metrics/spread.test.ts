import { createSpread } from '../../../platform/metrics/spread';

it('counts each value within the first bound that holds it, and adds it up', () => {
  const spread = createSpread([1, 2, 5]);
  for (const value of [0, 1, 1.5, 2, 5, 5.1, 100]) spread.observe(value);
  expect(spread.read()).toEqual({ bounds: [1, 2, 5], counts: [2, 2, 1, 2], sum: 114.6 });
});

it('hands out copies', () => {
  const spread = createSpread([1]);
  const before = spread.read();
  spread.observe(1);
  expect(before.counts).toEqual([0, 0]);
});
