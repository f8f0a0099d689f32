import { mostUrgent, toPriority } from '../../../platform/request/priority';

it.each([
  ['service', 'service'],
  ['batch', 'batch'],
  ['interactive', 'interactive'],
  [undefined, 'interactive'],
  ['', 'interactive'],
  ['Batch ', 'interactive'],
  [['batch', 'service'], 'interactive'],
])('takes %j for %s', (text, priority) => expect(toPriority(text)).toBe(priority));

it('tells the most urgent of several', () => {
  expect(mostUrgent(['batch', 'interactive', 'service'])).toBe('interactive');
  expect(mostUrgent(new Set(['batch', 'service'] as const))).toBe('service');
  expect(mostUrgent([])).toBe('batch');
});
