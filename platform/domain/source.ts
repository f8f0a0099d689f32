// One configured source of a domain, running: its connector, its look-up behind the cache, its health.
import { z } from 'zod';
import type { CacheMode, RecordCache } from '../cache/cache';
import type { BoundAction } from '../actions/offer';
import { createCanary, type Canary } from '../canary/canary';
import { parseCanary } from '../canary/setting';
import type { ConnectorDefinition, RecordList, RecordSource } from '../connector';
import type { EnvReader } from '../env';
import type { ChangesHeard } from '../exchange/examination';
import { listQuery, type ListQuery } from '../exchange/list';
import { createHttpFactory } from '../http/factory';
import type { VendorGuards } from '../http/guards';
import type { Log } from '../log';
import { createCachedRead } from '../loader/cached-read';
import { createCacheChecker, type CacheChecker } from '../loader/cache-check';
import { createRecordFinder, recordKeyOf, type Found } from '../loader/record-finder';
import type { SharedRead } from '../loader/shared-read';
import { createSourceWatch, type SourceWatch } from '../loader/source-watch';
import type { BatchRead } from '../connector';
import type { PersonRecord, RecordId } from '../record';
import { takenName, type SourceRegistry } from '../subgraph/source-registry';
import { customFaults, customSetting, type CustomField } from './custom-fields';
import { listsOfConnector, type ListOf } from './list-of';
import { openPoll, POLL_SETTINGS } from './poll';
import { openWebhook, WEBHOOK_SETTINGS } from './webhook';

/** A source of a domain whose connectors are `C` and whose records are `R`. */
export interface Source<C extends RecordSource<R>, R extends PersonRecord = PersonRecord> {
  readonly name: string;
  readonly vendor: string;
  readonly connector: C;
  /** Of a source that serves several domains of this process, one for all of them, and so is `watch`. */
  readonly find: SharedRead<Found<R>>;
  /** Lists by the source's own filters; keys are the queries. */
  readonly list: SharedRead<RecordList<R>>;
  hasList(query: ListQuery): boolean;
  readonly watch: SourceWatch;
  /** Which look-ups are to be trusted; one for all domains of this process, like `find`. */
  readonly canary: Canary;
  readonly cacheMode: CacheMode;
  /** One for all domains of this process, like `find`. */
  readonly cacheChecker: CacheChecker;
  /** Values of its raw records that are shown as custom fields. */
  readonly custom: readonly CustomField[];
  /** How its changes are heard of, as configured. */
  readonly changesHeard: ChangesHeard;
  /** What it offers to do, by name. */
  readonly actions: ReadonlyMap<string, BoundAction>;
  /** What the cache keeps of these records, their lists and what leads to them is void. True when that is acknowledged, as `RecordCache` says. */
  forget(records: readonly string[]): Promise<boolean>;
  /** Its reads that were started so far, and how long what each answers may be kept: seconds, from the SDL. */
  readonly reads: ReadonlyMap<string, number>;
  /** Puts one of the connector's child reads behind the cache. */
  cached<Value>(question: string, read: BatchRead<string, Value>, ttlSeconds: number): SharedRead<Value>;
}

export interface SourceDeps<C extends RecordSource<R>, R extends PersonRecord> {
  /** How connectors of this domain answer a list. */
  listOf: ListOf<C, R>;
  /** What a connector of this domain offers to do; left out = nothing. */
  actionsOf?(connector: C): ReadonlyMap<string, BoundAction>;
  cache: RecordCache;
  guards: VendorGuards;
  log: Log;
  windowMs: number;
  /** Region for phone numbers written without a country code. */
  phoneRegion: string | undefined;
  /** The sources of the deployment. */
  registry: SourceRegistry;
  /** How long records may be kept, from the SDL. */
  recordTtlSeconds: number;
}

const LIMITS = z.object({
  TIMEOUT_MS: z.coerce.number().int().min(1).default(3_000),
  CONNECTIONS: z.coerce.number().int().min(1).default(8),
  /** Sources with one credential at one system share its rate limits by one name. */
  BUDGET: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/, 'must be a name such as hubspot')
    .optional(),
  PRIVATE_ADDRESS: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  CACHE_MODE: z.enum(['off', 'links', 'full']).optional(),
  PHONE_REGION: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code in capitals, such as DE')
    .optional(),
  /** Of one known record: canary/setting.ts. */
  CANARY: z.string().optional(),
  CANARY_SECONDS: z.coerce.number().int().min(1).max(86_400).default(3_600),
  /** Custom fields: custom-fields.ts. */
  CUSTOM: customSetting.default([]),
  /** Webhooks: webhook.ts. */
  ...WEBHOOK_SETTINGS,
  /** Polls: poll.ts. */
  ...POLL_SETTINGS,
});

/**
 * Starts the sources named by `<DOMAIN>_SOURCES`: vendors, or `name=vendor` where a vendor is connected twice. Settings are
 * read under the source's name in capitals. Faults are noted in `env`; sources that have some are left out.
 */
export async function startSources<C extends RecordSource<R>, R extends PersonRecord>(
  domain: string,
  definitions: readonly ConnectorDefinition<C>[],
  env: EnvReader,
  deps: SourceDeps<C, R>,
): Promise<Source<C, R>[]> {
  const variable = `${domain.toUpperCase()}_SOURCES`;
  const listed = env.read(z.object({ [variable]: z.string().optional() }))?.[variable] ?? '';
  const started = await Promise.all(
    splitList(listed).map(async ({ name, vendor }) => {
      const definition = definitions.find((candidate) => candidate.vendor === vendor);
      if (definition === undefined || !/^[a-z][a-z0-9_-]*$/.test(name)) {
        env.fault(`${variable}: lists a source it cannot have; known vendors are ${definitions.map((known) => known.vendor).join(', ')}`);
        return [];
      }
      const source = await startSource<C, R>({ name, domain, definition, env }, deps);
      return source === undefined ? [] : [source];
    }),
  );
  return started.flat();
}

/** For what a source's look-up, and the check of its custom fields, are remembered by. */
const LOOK_UP = {};
const CUSTOM_CHECK = {};

async function startSource<C extends RecordSource<R>, R extends PersonRecord>(
  { name, domain, definition, env }: { name: string; domain: string; definition: ConnectorDefinition<C>; env: EnvReader },
  { cache, guards, log, windowMs, phoneRegion: region, recordTtlSeconds, registry, listOf, actionsOf }: SourceDeps<C, R>,
): Promise<Source<C, R> | undefined> {
  const prefix = `${name.toUpperCase().replaceAll('-', '_')}_`;
  const currentLimits = env.follow(LIMITS, prefix);
  const limits = currentLimits?.();
  // Before its settings are read: of a name that is another vendor's, they would be that one's.
  if (!registry.add({ name, vendor: definition.vendor, domain, cacheMode: limits?.CACHE_MODE })) return undefined;
  const current = env.follow(definition.settings, prefix);
  if (current === undefined || currentLimits === undefined || limits === undefined) return undefined;
  // Its webhooks are proven without its connector, which is there before the first of them.
  let whose: BatchRead<string, readonly RecordId[]> = (subjects) => Promise.resolve(subjects.map(() => []));
  const asked = (subjects: readonly string[], signal: AbortSignal) => whose(subjects, { signal, priority: 'batch', sent: watch.sent });
  openWebhook({ source: name, prefix, current: currentLimits, declaration: definition.webhook, whose: asked }, env, registry);
  const once = registry.once(name);
  // Its clients are made before its connector, and its watch after it.
  let dated: SourceWatch['dated'] = () => undefined;
  const book = registry.book(name);
  const times = { timeoutMs: limits.TIMEOUT_MS, connections: limits.CONNECTIONS, dated: (date: string) => dated(date), book };
  const http = createHttpFactory({ source: name, ...times, ...guards.of(limits.BUDGET ?? name), mayBePrivate: limits.PRIVATE_ADDRESS });
  const phoneRegion = limits.PHONE_REGION ?? region;
  const custom = limits.CUSTOM;
  const customPaths = custom.map(({ path }) => path);
  const connector = await env.collect(() =>
    definition.start({ source: name, settings: current(), current, http, phoneRegion, customPaths }, once),
  );
  if (connector === undefined) return undefined;
  const known = parseCanary(limits.CANARY ?? '', { source: name, lookups: connector.lookups, phoneRegion });
  for (const fault of known.faults) env.fault(`${prefix}CANARY: ${fault}`);
  const checked = { source: name, variable: `${prefix}CUSTOM`, fields: custom, connector, timeoutMs: limits.TIMEOUT_MS, log };
  for (const fault of await once(CUSTOM_CHECK, () => customFaults(checked))) env.fault(fault);
  // What the cache keeps of a source must be one thing in every domain.
  if (once(LOOK_UP, (): object => connector.find) !== connector.find) env.fault(takenName(name));
  const { watch, find, canary, cacheChecker } = once(connector.find, () => {
    const own = { source: name, connector, watch: createSourceWatch(name, () => connector.budgetLeft?.() ?? null, book) };
    const looks = { variable: `${prefix}CANARY`, identifiers: known.identifiers, everySeconds: limits.CANARY_SECONDS };
    const cacheChecker = createCacheChecker({ ...own, cache, recordKey: recordKeyOf(name) });
    const found = { recordKey: recordKeyOf(name), seen: cacheChecker.seen };
    return {
      watch: own.watch,
      cacheChecker,
      find: createRecordFinder({ ...own, ...found, cache, windowMs, ttlSeconds: recordTtlSeconds }),
      canary: createCanary({ ...own, ...looks, log }),
    };
  });
  dated = watch.dated;
  whose = connector.whose ?? whose;
  openPoll({ source: name, prefix, settings: limits, read: connector.changes, sent: watch.sent }, env, registry);
  const shared = { source: name, cache, windowMs, watch };
  const lists = { ...shared, kind: 'list' as const, read: listsOfConnector(connector, listOf), ttlSeconds: recordTtlSeconds };
  // Domains share a source's records and the search for them, and nothing else of what the cache keeps.
  const list = createCachedRead({ ...lists, question: `${domain}-list` });
  const search = connector.search === undefined ? list : once(connector.search, () => createCachedRead({ ...lists, question: 'search' }));
  const reads = new Map([
    ['find', recordTtlSeconds],
    ['list', recordTtlSeconds],
  ]);
  return {
    name,
    vendor: definition.vendor,
    reads,
    connector,
    watch,
    canary,
    cacheMode: cache.mode(name),
    cacheChecker,
    custom,
    changesHeard: {
      by: limits.WEBHOOK_SECRET !== undefined ? 'webhooks' : limits.POLL_SECONDS !== undefined ? 'polls' : null,
      could: definition.webhook !== undefined ? 'webhooks' : connector.changes !== undefined ? 'polls' : null,
      everySeconds: limits.POLL_SECONDS ?? null,
    },
    actions: actionsOf?.(connector) ?? new Map<string, BoundAction>(),
    forget: (records) => cache.invalidate({ records }),
    find,
    list: { load: (key, asker) => (listQuery.parse(JSON.parse(key)).kind === 'SEARCH' ? search : list).load(key, asker) },
    hasList: (query) => listOf(connector, query) !== undefined,
    cached(question, read, ttlSeconds) {
      reads.set(question, ttlSeconds);
      return createCachedRead({ ...shared, question: `${domain}-${question}`, read, ttlSeconds });
    },
  };
}

function splitList(text: string): { name: string; vendor: string }[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => {
      const [name = '', vendor = name] = item.split('=').map((part) => part.trim());
      return { name, vendor };
    });
}
