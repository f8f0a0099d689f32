// One customer, asked of one domain, in one request. Views, evidence, events and the report all come from here, so that a
// record is read once whatever was selected. It starts nothing until somebody asks.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordSource } from '../connector';
import { UpstreamError } from '../errors';
import type { Domain } from '../exchange/domain';
import type { DomainEvidence } from '../exchange/evidence';
import type { DomainReport } from '../exchange/report';
import { fulfilled } from '../fulfilled';
import type { MatchKeys } from '../identity/match-keys';
import { toError, toldOf, type Loaded, type SharedRead } from '../loader/shared-read';
import { codeOf } from '../loader/source-watch';
import type { PersonRecord, RecordId } from '../record';
import { askerOf } from '../request/asker';
import type { RequestScope } from '../request/scope';
import { toEvidence } from './evidence';
import { resolveRecords, type Resolution, type Resolved } from './resolution';
import type { Source } from './source';

export interface Inquiry<C extends RecordSource<R>, R extends PersonRecord> {
  readonly keys: MatchKeys;
  /** The customer's records in this domain. Rejects when none is linked and a source failed, which might have had some. */
  records(): Promise<Resolution<C, R>>;
  /** One key of one source, read once a request. Rejects with what the source failed with. */
  read<Value>(source: Source<C, R>, read: SharedRead<Value>, key: string): Promise<Value>;
  /**
   * The children of all linked records, joined; each once, though several records may have it. A source that cannot give them is
   * left out, and named by `missing`; rejects when none can.
   */
  children<Child extends { id: RecordId }>(readOf: (source: Source<C, R>) => SharedRead<readonly Child[]>): Promise<Child[]>;
  /** The same for sums and counts, which would be wrong without a part: rejects when any source is missing. */
  everyChild<Child extends { id: RecordId }>(readOf: (source: Source<C, R>) => SharedRead<readonly Child[]>): Promise<Child[]>;
  /** Rejects with what a source failed with, where one could not say whether it knows the customer, or could not be asked at all. */
  everySource(): Promise<void>;
  /** Sources that failed in any part, or could not be asked. Waits for all that was started in this request for this customer; starts nothing itself. */
  missing(): Promise<string[]>;
  /** Rejects like `records`; sources that failed beside others that know the customer are named in `missing`. */
  evidence(): Promise<DomainEvidence>;
  /** Waits for all that was started in this request for this customer; starts nothing itself. */
  report(): Promise<DomainReport>;
}

/** Makes the inquiry; `domain` and its sources are fixed. */
export function createInquiry<C extends RecordSource<R>, R extends PersonRecord>(
  domain: Domain,
  sources: readonly Source<C, R>[],
  keys: MatchKeys,
  scope: RequestScope,
): Inquiry<C, R> {
  const started: Promise<unknown>[] = [];
  const failures: { source: string; error: Error }[] = [];
  const unaskable: string[] = [];
  let oldest: number | null = null;
  let live = false;
  let stoodInFor: string | null = null;
  let beganAt = 0;
  let endedAt = 0;

  function track<T>(promise: Promise<T>, source: string): Promise<T> {
    if (started.length === 0) beganAt = performance.now();
    const watched = promise.finally(() => (endedAt = performance.now()));
    started.push(watched.catch((error: unknown) => failures.push({ source, error: toError(error) })));
    return watched;
  }

  /** Sibling fields of this fetch start in the same turn, and what they read may lead to more. */
  async function allEnded(): Promise<void> {
    await nextTurn();
    let waited = 0;
    while (waited < started.length) {
      waited = started.length;
      await Promise.all(started);
      await nextTurn();
    }
  }

  function age({ fetchedAt, fromCache, standsInFor }: Pick<Loaded<unknown>, 'fetchedAt' | 'fromCache' | 'standsInFor'>): void {
    stoodInFor ??= standsInFor ?? null;
    oldest = Math.min(oldest ?? fetchedAt, fetchedAt);
    if (!fromCache) live = true;
  }

  let resolution: Promise<Resolution<C, R>> | undefined;
  const resolve = (): Promise<Resolution<C, R>> => {
    resolution ??= track(
      resolveRecords(sources, keys, scope).then((found) => {
        [...found.linked, ...found.candidates].forEach(age);
        failures.push(...found.failures);
        unaskable.push(...found.unaskable);
        return found;
      }),
      domain.toLowerCase(),
    );
    return resolution;
  };

  const inquiry: Inquiry<C, R> = {
    keys,
    async records() {
      const found = await resolve();
      const [first] = found.failures;
      if (first !== undefined && found.linked.length === 0) throw first.error;
      return found;
    },
    async read<Value>(source: Source<C, R>, read: SharedRead<Value>, key: string): Promise<Value> {
      const memo = scope.once(read, () => new Map<string, Promise<Loaded<Value>>>());
      const { maxAgeSeconds } = keys.options;
      // As in `findInScope`: whoever wants it live is not answered from the cache.
      const name = `${maxAgeSeconds ?? ''}|${key}`;
      let promise = memo.get(name);
      if (promise === undefined) {
        const late = scope.givenUp(source.name);
        if (late !== undefined) throw late;
        promise = scope.untilDeadline(source.name, read.load(key, askerOf(scope, maxAgeSeconds)));
        memo.set(name, promise);
      }
      const loaded = await track(promise, source.name);
      age(loaded);
      scope.ledger.add(source.name, toldOf(loaded));
      return loaded.value;
    },
    async children(readOf) {
      const { linked } = await inquiry.records();
      return joined(await fulfilled(readsOf(linked, readOf)));
    },
    async everyChild(readOf) {
      await inquiry.everySource();
      const { linked } = await inquiry.records();
      return joined(await Promise.all(readsOf(linked, readOf)));
    },
    async everySource() {
      const {
        failures: failed,
        unaskable: [unasked],
      } = await inquiry.records();
      const [first] = failed;
      if (first !== undefined) throw first.error;
      if (unasked !== undefined) throw new UpstreamError(unasked, UNSUPPORTED);
    },
    async missing() {
      await allEnded();
      return [...new Set([...failures.map(({ source }) => source), ...unaskable])].sort();
    },
    async evidence() {
      return toEvidence(domain, await inquiry.records(), sources);
    },
    async report() {
      await allEnded();
      const nothing = { domain, sources: [], ageSeconds: null, latencyMs: null, error: null };
      if (sources.length === 0) return { ...nothing, state: 'NOT_CONFIGURED' };
      if (started.length === 0) return { ...nothing, state: 'NOT_ASKED' };
      const { linked } = await resolve();
      // What a source cannot tell is no trouble while something is in trouble.
      const failure = failures.find(({ error }) => !isUnsupported(error)) ?? failures[0];
      const isKnown = linked.length > 0;
      const unasked = failure === undefined && unaskable.length > 0;
      return {
        domain,
        sources: sources.map(({ name }) => name).filter((name) => !unaskable.includes(name)),
        state: unasked
          ? isKnown
            ? 'PARTIAL'
            : 'UNSUPPORTED'
          : stateOf(failure?.error, isKnown, stoodInFor !== null || (!live && oldest !== null)),
        ageSeconds: oldest === null ? 0 : Math.max(0, Math.round((Date.now() - oldest) / 1_000)),
        latencyMs: Math.round(endedAt - beganAt),
        error: unasked ? UNSUPPORTED : failure === undefined ? stoodInFor : codeOf(failure.error),
      };
    },
  };
  return inquiry;

  function readsOf<Child>(linked: readonly Resolved<C, R>[], readOf: (source: Source<C, R>) => SharedRead<readonly Child[]>) {
    return linked.map(({ source, record }) => inquiry.read(source, readOf(source), record.id));
  }
}

function joined<Child extends { id: RecordId }>(lists: readonly (readonly Child[])[]): Child[] {
  return [...new Map(lists.flat().map((child) => [child.id, child])).values()];
}

/** Of what a source cannot tell, whatever its state. */
const UNSUPPORTED = 'UPSTREAM_UNSUPPORTED';

function stateOf(first: Error | undefined, somethingFound: boolean, cached: boolean): DomainReport['state'] {
  if (first === undefined) return cached ? 'CACHED' : 'OK';
  if (isUnsupported(first)) return 'UNSUPPORTED';
  if (somethingFound) return 'PARTIAL';
  if (!(first instanceof UpstreamError)) return 'FAILED';
  return first.code === 'LOOKUP_UNSUPPORTED' ? 'UNSUPPORTED' : first.code === 'UPSTREAM_TIMEOUT' ? 'TIMEOUT' : 'FAILED';
}

function isUnsupported(error: Error): boolean {
  return error instanceof UpstreamError && error.code === UNSUPPORTED;
}
