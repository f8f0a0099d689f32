// Durations in words.
import { parseDuration } from '../../../processes/workflows/duration';

it.each([
  ['1 second', 1_000],
  ['90 minutes', 5_400_000],
  ['14 days', 1_209_600_000],
  ['2 weeks', 1_209_600_000],
])('%s is %i ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it.each(['14', 'days', '1 month', '-1 days', '1.5 days'])('%s is none', (text) => {
  expect(() => parseDuration(text)).toThrow('no duration');
});
