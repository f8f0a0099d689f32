// The short form of `npm run test:reload`.
import { MOST_SOCKETS, reloadUnderLoad } from './reload';

it('a supergraph that is replaced under load costs no request, no memory and no connection', async () => {
  const { reloads, asked, failed, heapMiB, sockets } = await reloadUnderLoad(10);
  expect({ reloads, failed }).toEqual({ reloads: 10, failed: [] });
  // Some at every reload: how many more is the machine's affair.
  expect(asked).toBeGreaterThan(reloads * 3);
  // As two hundred are: ten graphs that nobody lets go are more.
  expect(heapMiB.after).toBeLessThan(heapMiB.before * 1.1);
  expect(sockets.after).toBeLessThanOrEqual(MOST_SOCKETS);
}, 120_000);
