import { slopeOf } from './slope';

it.each([
  [[], 0],
  [[5], 0],
  [[4, 4, 4], 0],
  [[9, 10, 11], 0.2],
  [[11, 10, 9], -0.2],
  [[10, 16, 10, 10, 16, 10], 0],
])('of %j is %d', (values, growth) => expect(slopeOf(values)).toBeCloseTo(growth, 6));
