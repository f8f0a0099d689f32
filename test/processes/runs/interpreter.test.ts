// A run whose own token is refused what it decides by: it waits for somebody at once, says why, and goes on when it is told to.
import { randomBytes } from 'node:crypto';
import type { AskGraph } from '../../../platform/ask';
import { parseCacheKeys } from '../../../platform/cache/keys';
import { TokenError } from '../../../platform/errors';
import { silentLog } from '../../../platform/log';
import { externalServer } from '../../../platform/state/database';
import { startRuns, type Runs } from '../../../processes/runs/runs';
import { createSeal } from '../../../processes/runs/seal';
import { startPostgres, type RunningPostgres } from '../../../sandbox/postgres/server';
import { offering, performAt, startActionVendor, type ActionVendor } from '../../support/action-vendor';
import { until } from '../../support/until';
import { ACTIONS, EMAIL, known, reversible, SOURCE } from '../trials';

jest.setTimeout(60_000);

let postgres: RunningPostgres;
let vendor: ActionVendor;
let runs: Runs;
let asked = 0;
let answer: AskGraph;

beforeAll(async () => {
  [postgres, vendor] = await Promise.all([startPostgres(), startActionVendor()]);
  const seal = createSeal(parseCacheKeys(`test:${randomBytes(32).toString('base64')}`).secrets);
  runs = await startRuns({
    ...{ server: externalServer(postgres.url), tenant: 'default', seal: () => seal, log: silentLog, processes: [reversible] },
    ...{ perform: performAt(vendor.url), offers: offering([SOURCE], ACTIONS), backoffMs: () => 20 },
    ask(question) {
      asked += 1;
      return answer(question);
    },
  });
});
afterAll(async () => {
  await runs.close();
  await vendor.stop();
  await postgres.stop();
});

it('is parked with the code after one try, does nothing, and goes on by retryOperation once there are scopes', async () => {
  answer = () => Promise.reject(new TokenError('GATEWAY_TOKEN_LACKS_SCOPES', 'scopes'));
  const { id } = await runs.ask({ name: 'reversible', input: { email: EMAIL }, key: 'withheld', askedBy: null, acceptsGaps: false });
  expect(await runs.settled(id, 20_000)).toMatchObject({ state: 'PARKED', reason: 'GATEWAY_TOKEN_LACKS_SCOPES', steps: [] });
  expect(asked).toBe(1);
  expect(vendor.effects()).toEqual([]);
  answer = known;
  await runs.retry(id);
  await until(async () => (await runs.get(id))?.state === 'DONE', 20_000);
  expect(vendor.effects().map(({ action }) => action)).toEqual(ACTIONS);
});
