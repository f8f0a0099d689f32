import { createBell } from '../../platform/bell';

it('is heard by who listens, at once by who comes later, and once', async () => {
  const bell = createBell();
  const listening = bell.next(5_000);
  bell.ring();
  expect(await listening).toBe(true);
  bell.ring();
  bell.ring();
  expect(await bell.next(5_000)).toBe(true);
  expect(await bell.next(10)).toBe(false);
});
