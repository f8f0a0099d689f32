import { judge } from './load';

it('four processes never go beyond a quota of 50 a second, and use nine tenths of it', async () => {
  const { quota, refused, fullestWindow, used } = await judge({ path: '/v1/invoices', quota: 50, seconds: 5 });
  expect(refused).toBe(0);
  expect(fullestWindow).toBeLessThanOrEqual(quota);
  expect(used).toBeGreaterThanOrEqual(0.9);
}, 60_000);
