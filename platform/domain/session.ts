// A domain within one request: what its resolvers have in their context. Its directory side answers the `customer` subgraph.
import type { RecordSource } from '../connector';
import { InputError } from '../errors';
import type { ActionReceipt, OfferedActions } from '../exchange/action';
import { recordQuery, type RecordMatches } from '../exchange/directory';
import type { Domain } from '../exchange/domain';
import type { ListedRecords } from '../exchange/list';
import type { SourceReport } from '../exchange/sources';
import { matchKeys } from '../identity/match-keys';
import { toError, toldOf, type SharedRead } from '../loader/shared-read';
import { codeOf } from '../loader/source-watch';
import { parseRecordId, type PersonRecord } from '../record';
import { askerOf } from '../request/asker';
import type { RequestScope } from '../request/scope';
import { toPersonEvidence } from './evidence';
import { createActionDesk, type ActionDesk } from './desk';
import { createInquiry, type Inquiry } from './inquiry';
import { listRecords } from './lists';
import { findInScope } from './scoped-find';
import type { Source } from './source';

export interface DomainSession<C extends RecordSource<R>, R extends PersonRecord> {
  readonly sources: readonly Source<C, R>[];
  /** The customer that these match keys mean; the same object for the same keys. */
  inquiry(keys: unknown): Inquiry<C, R>;
  /** Which records hold these identifiers (a `RecordQuery`)? Sources that failed are named; rejects only for a malformed query. */
  records(query: unknown): Promise<RecordMatches>;
  /** Whom a filter of the domain's own (a `ListQuery`) names. Sources that failed are named; rejects only for a malformed query. */
  list(query: unknown): Promise<ListedRecords>;
  /** What a source knows of no customer in particular. Rejects with what it failed with, which the request's ledger then tells. */
  read<Value>(source: Source<C, R>, read: SharedRead<Value>, key: string): Promise<Value>;
  /** `sample` = how many cached records of each source to hold against live ones; null = none. Never rejects. */
  reports(sample: number | null | undefined): Promise<SourceReport[]>;
  /** Does what an `ActionRequest` asks, as `ActionDesk` says. */
  act(request: unknown): Promise<ActionReceipt>;
  /** Throws a `DeniedError` for everybody but ourselves. */
  offeredActions(): OfferedActions;
}

export function createDomainSession<C extends RecordSource<R>, R extends PersonRecord>(
  domain: Domain,
  sources: readonly Source<C, R>[],
  scope: RequestScope,
  desk: ActionDesk = createActionDesk(sources),
): DomainSession<C, R> {
  return {
    sources,
    inquiry(given) {
      const parsed = matchKeys.safeParse(given);
      if (!parsed.success) throw new InputError('The match keys of a customer are malformed.');
      const keys = parsed.data;
      return scope.once(`inquiry ${JSON.stringify(keys)}`, () => createInquiry(domain, sources, keys, scope));
    },
    async records(given) {
      const parsed = recordQuery.safeParse(given);
      if (!parsed.success) throw new InputError('The record query of a directory is malformed.');
      const { identifiers, maxAgeSeconds } = parsed.data;
      const failed = new Map<string, RecordMatches['failed'][number]>();
      const matches = await Promise.all(
        identifiers.map(async (identifier) => {
          const asked = identifier.by === 'id' ? sources.filter(({ name }) => parseRecordId(identifier.value)?.source === name) : sources;
          const lists = await Promise.all(
            asked.map((source) =>
              findInScope(source, identifier, maxAgeSeconds, scope).catch((error: unknown) => {
                const failure = { source: source.name, code: codeOf(toError(error)) };
                if (failure.code === 'LOOKUP_UNSUPPORTED') failed.set(`${source.name} ${identifier.by}`, { ...failure, by: identifier.by });
                else failed.set(source.name, failure);
                return [];
              }),
            ),
          );
          return lists.flat().map(({ value, fetchedAt, fromCache }) => ({
            person: toPersonEvidence(value),
            fetchedAt: new Date(fetchedAt).toISOString(),
            fromCache,
          }));
        }),
      );
      return { domain, matches, failed: [...failed.values()] };
    },
    list: (query) => listRecords(domain, sources, query, scope),
    async read({ name }, read, key) {
      const late = scope.givenUp(name);
      if (late !== undefined) throw late;
      const loaded = await scope.untilDeadline(name, read.load(key, askerOf(scope, null)));
      scope.ledger.add(name, toldOf(loaded));
      return loaded.value;
    },
    async reports(sample) {
      const checks = sample == null ? [] : await Promise.all(sources.map((source) => checkOf(source, sample)));
      return sources.map(({ name, vendor, watch, canary, connector, cacheMode, custom }, index) => ({
        id: name,
        domain,
        vendor,
        health: watch.health(),
        lookups: connector.lookups.map(({ by, keysPerCall, caseSensitive, lagSeconds }) => ({
          by,
          keysPerCall,
          caseSensitive,
          lagSeconds,
          ...canary.of(by),
        })),
        cacheMode,
        budgetLeft: watch.budgetLeft(),
        mapping: [...(connector.mapping ?? [])],
        custom: [...custom],
        cacheCheck: checks[index] ?? null,
      }));
    },
    act: (request) => desk.act(request, scope),
    offeredActions: () => desk.offered(scope),
  };

  async function checkOf({ name, cacheChecker }: Source<C, R>, sample: number): Promise<SourceReport['cacheCheck']> {
    try {
      return await scope.untilDeadline(name, cacheChecker.check(sample, askerOf(scope, null)));
    } catch (error) {
      return { error: codeOf(error) };
    }
  }
}
