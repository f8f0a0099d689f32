// A crowd asks for the same cold record, in one process and in four: what it costs the vendor, and what is left of it when whoever reads
// it dies or fails.
import { setTimeout as pause } from 'node:timers/promises';
import { LEASE_MS } from '../../../../platform/cache/store';
import { until } from '../../../support/until';
import { startCrowd, type Crowd, type VendorCall } from './crowd';

let crowd: Crowd;
beforeAll(async () => {
  crowd = await startCrowd();
}, 120_000);
afterAll(() => crowd.stop());
beforeEach(() => crowd.forget());

const SLOWLY_MS = 300;
const slowly = ({ response }: VendorCall): void => void setTimeout(() => response.end('{"name":"Ada"}'), SLOWLY_MS);
const askAll = (key: string, times: number): Promise<string[]> =>
  Promise.all(crowd.processes.map((child) => crowd.ask(child, key, times))).then((answers) => answers.flat());

test('a thousand who ask one process at once cost the vendor one call', async () => {
  crowd.handle(slowly);
  const [first] = crowd.processes;
  if (first === undefined) throw new Error('no process');
  const answers = await crowd.ask(first, 'crm:contact:1', 1_000);
  expect([answers.length, [...new Set(answers)]]).toEqual([1_000, ['{"name":"Ada"}']]);
  expect(crowd.calls()).toHaveLength(1);
});

test('a thousand who ask four processes at once cost the vendor one call', async () => {
  crowd.handle(slowly);
  const answers = await askAll('crm:contact:2', 250);
  expect([answers.length, [...new Set(answers)]]).toEqual([1_000, ['{"name":"Ada"}']]);
  expect(crowd.calls()).toHaveLength(1);
});

test('where reading fails, all of them are told, nothing is kept of it, and the next one reads at once', async () => {
  crowd.handle(({ response }) => void setTimeout(() => response.writeHead(503).end('{}'), SLOWLY_MS));
  const answers = await askAll('crm:contact:3', 250);
  expect([answers.length, [...new Set(answers)]]).toEqual([1_000, ['UPSTREAM_UNAVAILABLE']]);
  // One a process where it has come to ask when the first failure was told.
  expect(crowd.calls().length).toBeLessThanOrEqual(crowd.processes.length);
  crowd.forget();
  crowd.handle(({ response }) => response.end('{"name":"Grace"}'));
  const started = performance.now();
  expect([...new Set(await askAll('crm:contact:3', 1))]).toEqual(['{"name":"Grace"}']);
  // A lease left behind would have to run out first.
  expect(performance.now() - started).toBeLessThan(LEASE_MS / 2);
  expect(crowd.calls()).toHaveLength(1);
});

// The last one: a process is gone after it.
test('where who reads is killed, the others go on within a lease, for one more call', async () => {
  crowd.handle(() => undefined);
  const asked = crowd.processes.map((child) => ({ child, answers: crowd.ask(child, 'crm:contact:4', 250) }));
  const settled = Promise.allSettled(asked.map(({ answers }) => answers));
  await until(() => crowd.calls().length > 0, 2_000);
  await pause(200);
  const [holder] = crowd.calls();
  crowd.handle(({ response }) => response.end('{"name":"Ada"}'));
  const killed = asked.find(({ child }) => child.pid === holder?.pid);
  killed?.child.kill('SIGKILL');
  const started = performance.now();
  const others = await settled;
  expect(performance.now() - started).toBeLessThan(LEASE_MS + 300);
  const answers = others.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  expect(others.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect([answers.length, [...new Set(answers)]]).toEqual([750, ['{"name":"Ada"}']]);
  expect(crowd.calls()).toHaveLength(2);
});
