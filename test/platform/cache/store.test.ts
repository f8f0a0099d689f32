// The state machine of one key, held against a model: leases, fills, failures, invalidations and time in any order, in memory and in
// Redis (its scripts on a clock of ours).
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { createEnvelope } from '../../../platform/cache/envelope';
import { createCacheNaming, createProcessSecret } from '../../../platform/cache/keys';
import { createMemoryStore } from '../../../platform/cache/memory-store';
import { createScripted } from '../../../platform/cache/redis/scripted';
import { defineScripts, scriptTexts } from '../../../platform/cache/redis/scripts';
import { createRedisStore } from '../../../platform/cache/redis/store';
import { AWAITED_MS, LEASE_MS, type LeaseStore, type Sight, type StoreAsk } from '../../../platform/cache/store';
import { type RedisServer, startRedis } from '../../support/redis-server';

const naming = createCacheNaming('model', [createProcessSecret()]);
const entry = naming.entryOf({ source: 'crm', kind: 'record', question: 'record', key: 'crm:contact:1' });
const freshMs = 10_000;
const keepMs = 30_000;
const tookMs = 500;

/** What should be true, in as few words as possible. Truth is a number that grows with every change that is invalidated. */
interface Model {
  now: number;
  truth: number;
  holder: { token: string; until: number } | null;
  /** Holds a lease from before its source was invalidated: it may fill, and nobody will ever be answered with that. */
  ghost: string | null;
  value: { truth: number; fetchedAt: number; freshUntil: number; keptUntil: number } | null;
  told: Map<string, string>;
}

interface Reader {
  token: string;
  /** What it read at its source, when its lease was given. */
  truth: number;
  sight: Sight;
}

interface Real {
  store: LeaseStore;
  setClock(now: number): Promise<void>;
  readers: Reader[];
  reads: number;
}

const holderOf = (model: Model): Model['holder'] => (model.holder !== null && model.holder.until > model.now ? model.holder : null);
const valueOf = (model: Model): Model['value'] => (model.value !== null && model.value.keptUntil > model.now ? model.value : null);

class Read implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly maxAgeMs: number | null,
    readonly eagerness: number,
    readonly waitedFor: number | null,
  ) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const token = `token-${(real.reads += 1)}`;
    const waitedFor = this.waitedFor === null ? null : (real.readers.at(-1 - this.waitedFor)?.token ?? null);
    const ask: StoreAsk = { entry, maxAgeMs: this.maxAgeMs, eagerness: this.eagerness, waitedFor };
    const { turns, sight } = await real.store.read([ask], token, []);
    const [turn] = turns;
    const [value, holder] = [valueOf(model), holderOf(model)];
    const stored =
      value === null ? undefined : { text: String(value.truth), ageMs: model.now - value.fetchedAt, leftMs: value.freshUntil - model.now };
    const ageFits = stored !== undefined && (this.maxAgeMs === null || (this.maxAgeMs > 0 && stored.ageMs <= this.maxAgeMs));
    const granted = (): void => {
      model.holder = { token, until: model.now + LEASE_MS };
      model.ghost = null;
      real.readers.push({ token, truth: model.truth, sight });
    };
    if (stored !== undefined && stored.leftMs > 0 && ageFits) {
      const lease = holder === null && stored.leftMs <= tookMs * this.eagerness;
      expect(turn).toEqual({ kind: 'fresh', stored, lease });
      if (lease) granted();
    } else if (waitedFor !== null && model.told.has(waitedFor)) {
      expect(turn).toEqual({ kind: 'failed', code: model.told.get(waitedFor), stale: stored });
    } else if (holder !== null && this.maxAgeMs !== 0) {
      expect(turn).toEqual({ kind: 'wait', holder: holder.token, stale: stored });
    } else {
      expect(turn).toEqual({ kind: 'lease', stale: stored });
      granted();
    }
  }
  toString = (): string => `read(maxAge ${this.maxAgeMs}, eagerness ${this.eagerness}, waitedFor ${this.waitedFor})`;
}

class Fill implements fc.AsyncCommand<Model, Real> {
  constructor(readonly back: number) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const reader = real.readers.at(-1 - this.back);
    if (reader === undefined) return;
    const { token, truth, sight } = reader;
    const tag = sight.tags.get(entry.scopes) ?? '';
    const [taken] = await real.store.fill([{ entry, token, sight, tag, text: String(truth), ageMs: 100, freshMs, keepMs, tookMs }]);
    const stands = model.holder?.token === token;
    expect(taken).toBe(stands || model.ghost === token);
    if (model.ghost === token) {
      model.ghost = null;
      model.told.clear();
    }
    if (!stands) return;
    model.value = { truth, fetchedAt: model.now - 100, freshUntil: model.now + freshMs, keptUntil: model.now + keepMs };
    model.holder = null;
    model.told.clear();
  }
  toString = (): string => `fill(${this.back} readers back)`;
}

class Fail implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly back: number,
    readonly code: string | null,
  ) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const reader = real.readers.at(-1 - this.back);
    if (reader === undefined) return;
    await real.store.release([{ entry, token: reader.token }], this.code);
    if (model.holder?.token === reader.token) model.holder = null;
    else if (model.ghost === reader.token) model.ghost = null;
    else return;
    if (this.code === null) return;
    model.told.clear();
    model.told.set(reader.token, this.code);
  }
  toString = (): string => `fail(${this.back} readers back, ${this.code})`;
}

class Extend implements fc.AsyncCommand<Model, Real> {
  constructor(readonly back: number) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const reader = real.readers.at(-1 - this.back);
    if (reader === undefined) return;
    await real.store.extend([{ entry, token: reader.token }]);
    if (model.holder?.token === reader.token) model.holder.until = model.now + LEASE_MS;
  }
  toString = (): string => `extend(${this.back} readers back)`;
}

class Invalidate implements fc.AsyncCommand<Model, Real> {
  constructor(readonly whole: boolean) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    model.truth += 1;
    await (this.whole ? real.store.forget([], ['s:crm']) : real.store.forget([entry.name], []));
    model.value = null;
    if (this.whole) model.ghost = model.holder?.token ?? model.ghost;
    else {
      model.ghost = null;
      model.told.clear();
    }
    model.holder = null;
  }
  toString = (): string => `invalidate(${this.whole ? 'source' : 'record'})`;
}

class Pass implements fc.AsyncCommand<Model, Real> {
  constructor(readonly ms: number) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    model.now += this.ms;
    await real.setClock(model.now);
  }
  toString = (): string => `pass(${this.ms} ms)`;
}

const back = fc.nat(2);
const commands = fc.commands(
  [
    fc
      .tuple(fc.constantFrom(null, null, 0, 5_000), fc.constantFrom(0, 1, 8), fc.option(back))
      .map(([maxAgeMs, eagerness, waitedFor]) => new Read(maxAgeMs, eagerness, waitedFor)),
    back.map((one) => new Fill(one)),
    fc.tuple(back, fc.constantFrom(null, 'UPSTREAM_TIMEOUT')).map(([one, code]) => new Fail(one, code)),
    back.map((one) => new Extend(one)),
    fc.boolean().map((whole) => new Invalidate(whole)),
    fc.constantFrom(100, 1_500, 2_500, 7_000, 25_000).map((ms) => new Pass(ms)),
  ],
  { maxCommands: 40 },
);

describe.each(['memory', 'redis'] as const)('the state of one key in %s', (kind) => {
  let server: RedisServer;
  let client: Redis;
  beforeAll(async () => {
    if (kind === 'memory') return;
    server = await startRedis();
    client = new Redis(server.url);
    // The clock lies in a key of its own.
    defineScripts(client, scriptTexts("local now = tonumber(redis.call('GET', 'clock'))\n"));
  }, 120_000);
  afterAll(async () => {
    client?.disconnect();
    await server?.stop();
  });

  async function setup(): Promise<{ model: Model; real: Real }> {
    const now = Date.now();
    const model: Model = { now, truth: 0, holder: null, ghost: null, value: null, told: new Map() };
    const real = { readers: [], reads: 0 };
    if (kind === 'memory') {
      let clock = now;
      const store = createMemoryStore(100_000, () => clock);
      return { model, real: { ...real, store, setClock: (to) => Promise.resolve(void (clock = to)) } };
    }
    await client.flushall();
    await client.set('clock', now);
    const scripted = createScripted(client, naming.epochs);
    const store = createRedisStore({ scripted, envelope: createEnvelope([createProcessSecret()]), channel: naming.channel });
    return { model, real: { ...real, store, setClock: async (to) => void (await client.set('clock', to)) } };
  }

  test('is as the model says, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (some) => fc.asyncModelRun(setup, some)),
      { numRuns: kind === 'memory' ? 1_500 : 400, endOnFailure: false },
    );
  });

  test('tells of a lease whether somebody was told to wait for it lately', async () => {
    const { model, real } = await setup();
    const { store } = real;
    const ask: StoreAsk = { entry, maxAgeMs: null, eagerness: 0, waitedFor: null };
    const isAwaited = (token: string) => store.isAwaited([{ entry, token }]);
    await store.read([ask], 'first', []);
    expect(await isAwaited('first')).toBe(false);
    await store.read([ask], 'second', []);
    expect([await isAwaited('first'), await isAwaited('second')]).toEqual([true, false]);
    await real.setClock(model.now + AWAITED_MS + 1);
    expect(await isAwaited('first')).toBe(false);
    await store.read([ask], 'second', []);
    await store.release([{ entry, token: 'first' }], null);
    expect(await isAwaited('first')).toBe(false);
    await store.read([ask], 'third', []);
    expect(await isAwaited('third')).toBe(false);
  });
});
