// What every connector that offers actions meets: once for a key whatever is lost on the way, nothing written by a dry run or where what
// was asked for holds, what can be taken back is, and refusals without a person's data. It asks through the desk, as processes do.
import type { ActionInputs, Offered } from '../../platform/actions/offer';
import { bindActions } from '../../platform/actions/offer';
import type { RecordSource } from '../../platform/connector';
import { createActionDesk } from '../../platform/domain/desk';
import { InputError } from '../../platform/errors';
import type { ActionReceipt } from '../../platform/exchange/action';
import type { PersonRecord } from '../../platform/record';
import type { Change, Changes } from '../../sandbox/changes';
import type { Fault } from '../../sandbox/http/faults';
import { createSourceWatch } from '../../platform/loader/source-watch';
import { scopeOfOurselves } from '../support/ourselves';

export interface ActingServer {
  url: string;
  changes: Changes;
  calls(): readonly { method: string; path: string }[];
  faults: { set(fault: Fault): void; clear(): void };
  stop(): Promise<void>;
}

export interface ActionCase {
  action: string;
  input: Record<string, unknown>;
  /** Which requests write: the answer to the first of them is lost on its way. */
  write: Pick<Fault, 'path' | 'asked' | 'method'>;
  /** False = the receipt says that nothing takes it back. */
  undoable: boolean;
  /** Records whose cache entries must go, besides those the input names. */
  forgets?: string[];
  /** Changes that one deed makes; 1 when absent. */
  effects?: number;
  /** Asked first, so that there is something to do. */
  before?: { action: string; input: Record<string, unknown> }[];
  /** Input that the vendor refuses; left out = it takes whatever fits our schema. */
  refused?: Record<string, unknown>;
  /**
   * Requests of a deed that fails at its last write, those of a dry run not counted; 1 when absent. 2 where the vendor knows our key
   * itself, so that the client may send it again.
   */
  attempts?: number;
  /** How often the answer is lost before the deed fails; 1 when absent. */
  lost?: number;
}

export interface ActionsUnderTest<C extends { actions?: Offered<Inputs>; close?(): Promise<void> }, Inputs extends ActionInputs> {
  name: string;
  inputs: Inputs;
  start(): Promise<ActingServer>;
  connect(server: ActingServer): Promise<C>;
  /** Every action that it offers, in the domain's order, each at least once. */
  cases: ActionCase[];
}

export function describeActions<C extends RecordSource<PersonRecord> & { actions?: Offered<Inputs> }, Inputs extends ActionInputs>({
  name,
  inputs,
  start,
  connect,
  cases,
}: ActionsUnderTest<C, Inputs>): void {
  describe(`the actions of ${name}`, () => {
    let server: ActingServer;
    let connector: C;
    let changes: Change[];
    let forgotten: string[];
    let keys = 0;

    beforeEach(async () => {
      server = await start();
      connector = await connect(server);
      changes = [];
      forgotten = [];
      server.changes.onChange((change) => changes.push(change));
    });
    afterEach(async () => {
      await connector.close?.();
      await server.stop();
    });

    function act(action: string, input: Record<string, unknown>, { key = 'key', dryRun = false } = {}): Promise<ActionReceipt> {
      const source = {
        ...{ name, vendor: name, connector, watch: createSourceWatch(name, () => null), actions: bindActions(inputs, connector.actions) },
        forget(records: readonly string[]) {
          forgotten.push(...records);
          return Promise.resolve(true);
        },
      };
      return createActionDesk([source]).act({ action, source: name, input, key, dryRun }, scopeOfOurselves());
    }
    async function prepare({ before = [] }: ActionCase): Promise<void> {
      for (const { action, input } of before) await act(action, input, { key: `before-${(keys += 1)}` });
      changes.length = 0;
      forgotten.length = 0;
    }

    it('are tested, all that it offers', () => {
      const offered = [...bindActions(inputs, connector.actions).keys()];
      const undone = cases.flatMap(({ action, undoable }) => (undoable ? [action] : []));
      expect(offered.length).toBeGreaterThan(0);
      const tested = new Set(cases.map(({ action }) => action));
      expect(offered.filter((action) => !tested.has(action))).toEqual([]);
      expect(undone.filter((action) => !offered.includes(action))).toEqual([]);
    });

    describe.each(cases.map((one) => ({ ...one, title: `${one.action} of ${Object.keys(one.input).join(', ')}` })))('$title', (one) => {
      const effects = one.effects ?? 1;

      it('writes nothing in a dry run', async () => {
        await prepare(one);
        expect(await act(one.action, one.input, { dryRun: true })).toMatchObject({ outcome: 'would', undo: null });
        expect([changes, forgotten]).toEqual([[], []]);
      });

      it('is done once for a key, and forgotten by the cache', async () => {
        await prepare(one);
        const first = await act(one.action, one.input);
        expect(first).toMatchObject({ action: one.action, source: name, outcome: 'done' });
        expect(changes).toHaveLength(effects);
        const named = Object.values(one.input).filter((value) => typeof value === 'string' && value.startsWith(`${name}:`));
        const record = first.record === null ? [] : [first.record];
        expect(forgotten).toEqual(expect.arrayContaining([...named, ...record, ...(one.forgets ?? [])]));
        const second = await act(one.action, one.input);
        expect(second).toMatchObject({ outcome: 'already', record: first.record });
        expect(changes).toHaveLength(effects);
        expect(await act(one.action, one.input, { dryRun: true })).toMatchObject({ outcome: 'already' });
      });

      it('is done once though the first answer is lost', async () => {
        await prepare(one);
        server.faults.set({ mode: 'unheard', times: one.lost ?? 1, ...one.write });
        await expect(act(one.action, one.input)).rejects.toMatchObject({ extensions: { code: 'UPSTREAM_UNAVAILABLE' } });
        const named = Object.values(one.input).filter((value) => typeof value === 'string' && value.startsWith(`${name}:`));
        expect(forgotten).toEqual(expect.arrayContaining(named));
        expect(changes.length).toBeGreaterThan(0);
        server.faults.clear();
        expect(['already', 'done']).toContain((await act(one.action, one.input)).outcome);
        expect(changes).toHaveLength(effects);
      });

      it(one.undoable ? 'is taken back by its receipt' : 'says that it cannot be taken back', async () => {
        await prepare(one);
        const { undo } = await act(one.action, one.input);
        if (!one.undoable) return expect(undo).toBeNull();
        if (undo === null) throw new Error('the receipt has no undo');
        expect(await act(undo.action, undo.input, { key: 'undo' })).toMatchObject({ outcome: 'done' });
        expect(await act(undo.action, undo.input, { key: 'undo' })).toMatchObject({ outcome: 'already' });
        // It is as before: there is something to do once more.
        expect(await act(one.action, one.input, { key: 'once more', dryRun: true })).toMatchObject({ outcome: 'would' });
      });

      it('holds no personal data in its receipt', async () => {
        await prepare(one);
        const { undo, record } = await act(one.action, one.input);
        const told = JSON.stringify({ undo, record });
        const personal = ['email', 'phone', 'name', 'givenName', 'familyName', 'text', 'body', 'title', 'subject'];
        for (const field of personal) if (typeof one.input[field] === 'string') expect(told).not.toContain(one.input[field]);
      });

      it('fails with a code while the vendor is away, and is sent once but where that is safe', async () => {
        await prepare(one);
        const callsOf = async (ask: () => Promise<unknown>): Promise<number> => {
          const before = server.calls().length;
          await ask();
          return server.calls().length - before;
        };
        const looks = await callsOf(() => act(one.action, one.input, { dryRun: true }));
        server.faults.set({ mode: '503', ...one.write });
        const unavailable = { extensions: { code: 'UPSTREAM_UNAVAILABLE', source: name } };
        const calls = await callsOf(() => expect(act(one.action, one.input)).rejects.toMatchObject(unavailable));
        server.faults.clear();
        expect(changes).toEqual([]);
        expect(calls - looks).toBe(one.attempts ?? 1);
        expect(await act(one.action, one.input)).toMatchObject({ outcome: 'done' });
      });
    });

    const refusals = cases.flatMap(({ action, refused }) => (refused === undefined ? [] : [{ action, refused }]));
    if (refusals.length > 0) {
      it.each(refusals)('$action says what to do where the vendor refuses, and quotes nothing', async ({ action, refused }) => {
        const failure = await act(action, refused).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(InputError);
        const { message } = failure as InputError;
        expect(message).toContain(name);
        for (const value of Object.values(refused)) expect(message).not.toContain(String(value));
        expect(changes).toEqual([]);
      });
    }
  });
}
