// Runs on a real PostgreSQL and a real engine, acting in a vendor that fails when it is told to: what is done, what is taken back, what
// is parked, and that nothing is done twice. The same whatever the PostgreSQL, and however many processes. (process-integration, check 2)
import type { Operation, OperationState } from '../../../processes/runs/operation';
import { startActionVendor, type ActionVendor } from '../../support/action-vendor';
import { until } from '../../support/until';
import { ACTIONS, CUSTOMER, EMAIL, SOURCE } from '../trials';
import { HOUSES, type AskedRuns, type House } from './houses';

jest.setTimeout(60_000);

let vendor: ActionVendor;
let runs: AskedRuns;
let keys = 0;

async function begin(name: string, key = `key ${(keys += 1)}`): Promise<Operation> {
  return runs.ask({ name, input: { email: EMAIL }, key, askedBy: 'staff:7', acceptsGaps: false });
}

async function reaches(id: string, state: OperationState): Promise<Operation> {
  let last: Operation | null = null;
  await until(async () => {
    last = await runs.get(id);
    return last?.state === state;
  }, 20_000).catch(() => {
    throw new Error(`stands at ${JSON.stringify(last, null, 1)}, and not at ${state}`);
  });
  const operation = await runs.get(id);
  if (operation === null) throw new Error('gone');
  return operation;
}

const done = (): string[] => vendor.effects().map(({ action }) => action);

describe.each(Object.keys(HOUSES))('a run on %s', (name) => {
  let house: House | undefined;
  beforeAll(async () => {
    vendor = await startActionVendor();
    house = await HOUSES[name]?.(vendor.url);
    if (house === undefined) throw new Error('no such house');
    ({ runs } = house);
  });
  afterAll(async () => {
    await house?.close();
    await vendor.stop();
  });
  beforeEach(() => vendor.forget());

  it('does its steps in order, each once, and says so', async () => {
    const { id } = await begin('reversible');
    const operation = await reaches(id, 'DONE');
    expect(done()).toEqual(ACTIONS);
    expect(vendor.effects().map(({ key }) => key)).toEqual([0, 1, 2, 3].map((position) => `${id}:${position}`));
    expect(operation).toMatchObject({ kind: 'SAGA', name: 'reversible', subject: CUSTOMER, askedBy: 'staff:7', reason: null });
    expect(operation.steps.map(({ action, outcome, attempts }) => [action, outcome, attempts])).toEqual(
      ACTIONS.map((action) => [action, 'DONE', 1]),
    );
    expect(operation.steps[0]?.record).toBe(`${SOURCE}:made:${id}:0`);
    expect(operation.effectAt).not.toBeNull();
  });

  it('is the same for the same key, however often and at once it is asked for', async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => begin('reversible', 'one key')));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    await reaches(asked[0]?.id ?? '', 'DONE');
    expect(done()).toEqual(ACTIONS);
    await expect(
      runs.ask({ name: 'reversible', input: { email: 'other@planted.example' }, key: 'one key', askedBy: null, acceptsGaps: false }),
    ).rejects.toMatchObject({ extensions: { code: 'KEY_REUSED' } });
  });

  it('tries again what may pass', async () => {
    vendor.fail('third', 'down', 3);
    const { id } = await begin('reversible');
    const { steps } = await reaches(id, 'DONE');
    expect(steps.map(({ attempts }) => attempts)).toEqual([1, 1, 4, 1]);
    expect(done()).toEqual(ACTIONS);
  });

  it('takes back what was done, the last first, once a step is refused', async () => {
    vendor.fail('third', 'refuses');
    const { id } = await begin('reversible');
    const operation = await reaches(id, 'COMPENSATED');
    expect(done()).toEqual(['first', 'second', 'undo-second', 'undo-first']);
    expect(operation.reason).toBe('STEP_FAILED');
    expect(operation.steps.map(({ outcome, error, compensation }) => [outcome, error, compensation?.outcome ?? null])).toEqual([
      ['DONE', null, 'DONE'],
      ['DONE', null, 'DONE'],
      ['FAILED', 'ACTION_REFUSED', null],
      [null, null, null],
    ]);
  });

  it('asks what holds before it gives up a step whose answers were lost', async () => {
    vendor.fail('third', 'lost');
    const { id } = await begin('reversible');
    await reaches(id, 'DONE');
    expect(done()).toEqual(ACTIONS);
    expect(vendor.askings().get(`${id}:2`)).toBe(5);
  });

  it('leaves what held before as it was', async () => {
    vendor.hold('first');
    vendor.fail('second', 'refuses');
    const { id } = await begin('reversible');
    const { steps } = await reaches(id, 'FAILED');
    expect(steps[0]).toMatchObject({ outcome: 'ALREADY', compensation: null });
    expect(done()).toEqual([]);
  });

  it('parks where a step cannot be taken back, shows it, and finishes it on retry', async () => {
    vendor.fail('third', 'refuses');
    vendor.fail('undo-first', 'down');
    const { id } = await begin('reversible');
    const parked = await reaches(id, 'PARKED');
    expect(parked.reason).toBe('COMPENSATION_FAILED');
    expect(parked.steps[0]?.compensation).toMatchObject({ outcome: 'FAILED', error: 'UPSTREAM_UNAVAILABLE', attempts: 5 });
    expect((await runs.list({ first: 10, states: ['PARKED'] })).map((one) => one.id)).toEqual([id]);
    vendor.fail('undo-first', 'down', 0);
    await runs.retry(id);
    const operation = await reaches(id, 'COMPENSATED');
    expect(operation.steps[0]?.compensation).toMatchObject({ outcome: 'DONE', error: null });
    expect(done()).toEqual(['first', 'second', 'undo-second', 'undo-first']);
  });

  it('knows no way back behind the pivot: it tries until it is done', async () => {
    vendor.fail('third', 'down', 12);
    const { id } = await begin('pivoting');
    const { steps } = await reaches(id, 'DONE');
    expect(steps.map(({ attempts }) => attempts)).toEqual([1, 1, 13, 1]);
    expect(done()).toEqual(ACTIONS);
  });

  it('waits for a person where a step behind the pivot is refused', async () => {
    vendor.fail('third', 'refuses', 1);
    const { id } = await begin('pivoting');
    expect((await reaches(id, 'PARKED')).reason).toBe('STEP_REFUSED');
    await expect(runs.cancel(id)).rejects.toThrow('behind its pivot');
    await runs.retry(id);
    await reaches(id, 'DONE');
    expect(done()).toEqual(ACTIONS);
  });

  it('is taken back when a person cancels it before the pivot', async () => {
    vendor.fail('second', 'down');
    // It is not to be given up before it is cancelled.
    vendor.slow(100);
    const { id } = await begin('pivoting');
    await until(() => done().includes('first'), 10_000);
    await runs.cancel(id);
    await reaches(id, 'CANCELLED');
    expect(done()).toEqual(['first', 'undo-first']);
    await expect(runs.retry(id)).rejects.toThrow('has ended: CANCELLED');
  });
});
