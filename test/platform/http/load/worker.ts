// One of several processes that ask a vendor as much as they may: `worker.ts <vendor> <redis> <quota as JSON>`; it says `asking` once the
// vendor has answered it. Ends with its parent. A file of its own so that nothing but Redis is shared.
import { z } from 'zod';
import { createHttpFactory } from '../../../../platform/http/factory';
import { createVendorGuards } from '../../../../platform/http/guards';
import { testCall } from '../../../support/call';

const [vendor = '', redisUrl = '', quota = ''] = process.argv.slice(2);
const { path, calls, perMs } = z.object({ path: z.string(), calls: z.number(), perMs: z.number() }).parse(JSON.parse(quota));
const guards = createVendorGuards({ redisUrl, tenant: 'test', processes: 4, budgets: true, breakers: true });
const http = createHttpFactory({ source: 'stripe', timeoutMs: 5_000, connections: 16, ...guards.of('stripe') });
const client = http({ baseUrl: vendor, headers: () => ({ authorization: 'Bearer sk_test_key' }), quotas: [{ name: 'all', calls, perMs }] });

const askOnce = () => client.send({ method: 'GET', path, reply: z.unknown(), call: testCall(), retry: false });
async function askForEver(): Promise<never> {
  for (;;) await askOnce().catch(() => undefined);
}
void askOnce().then(() => process.stdout.write('asking\n'));
void Promise.all(Array.from({ length: 16 }, askForEver));
