import { setTimeout as pause } from 'node:timers/promises';
import { createGivenLeases } from '../../../platform/cache/given-leases';
import { LEASE_MS } from '../../../platform/cache/store';
import { until } from '../../support/until';

const key = { source: 'hubspot', kind: 'record', question: 'record', key: '1' } as const;
const behind = {
  leased: { entry: { name: 'n', question: 'record:record', scopes: [] }, token: 't' },
  sight: { now: 0, sequence: 0, tags: new Map() },
  stamp: 7,
};

test('a lease is used up once, and is renewed until then', async () => {
  const renewed = jest.fn(() => Promise.resolve());
  const leases = createGivenLeases(renewed);
  const lease = leases.give(key, behind);
  await until(() => renewed.mock.calls.length > 0, 5_000);
  expect(renewed).toHaveBeenCalledWith([behind.leased]);
  expect(leases.useUp(lease)).toMatchObject({ ...behind, beganAt: expect.any(Number) });
  expect(leases.useUp(lease)).toBeUndefined();
  renewed.mockClear();
  await pause(LEASE_MS / 2);
  expect(renewed).not.toHaveBeenCalled();
  leases.close();
});

test('one with nothing behind it lets its holder read, and keeps nothing', () => {
  const leases = createGivenLeases(() => Promise.resolve());
  const stale = { value: 1, fetchedAt: 2 };
  const lease = leases.give(key, undefined, stale);
  expect(lease).toEqual({ key, stale });
  expect(leases.useUp(lease)).toBeUndefined();
  leases.close();
});
