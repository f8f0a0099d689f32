import { newestFirst } from '../../platform/newest-first';

it('puts the newest first, and what has no time last', () => {
  const items = [{ at: '2026-01-02' }, { at: null }, { at: '2026-01-03' }, { at: '2026-01-01' }];
  expect(newestFirst(items, ({ at }) => at).map(({ at }) => at)).toEqual(['2026-01-03', '2026-01-02', '2026-01-01', null]);
  expect(items[0]?.at).toBe('2026-01-02');
});
