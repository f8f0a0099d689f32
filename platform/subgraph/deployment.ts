// Which subgraphs run in this process and which are reached over the network: `<NAME>_SUBGRAPH_URL` unset = here, set =
// there, and then nothing of its vendors is read from the environment.
import { z } from 'zod';
import type { AskGraph } from '../ask';
import { createCache } from '../cache/create';
import type { CacheMode, RecordCache } from '../cache/cache';
import type { EnvReader } from '../env';
import { withoutErased } from '../cache/without-erased';
import { UpstreamError } from '../errors';
import { createVendorGuards } from '../http/guards';
import { createLocalLink } from '../link/local';
import type { SubgraphLink } from '../link/link';
import { createRemoteLink } from '../link/remote';
import { readSigningSecrets } from '../link/secret';
import { createSeenAnywhere, seenMeasures, type SeenAnywhere } from '../link/seen-anywhere';
import type { SigningSecrets } from '../link/signature';
import type { Log } from '../log';
import { cacheMeasures } from '../metrics/cache-measures';
import type { Measure } from '../metrics/measure';
import { sourceMeasures } from '../metrics/source-measures';
import { createActionClaims } from '../state/action-claims/store';
import { openLinkConstraints } from '../state/constraints/create';
import { createErasures } from '../state/erasures/store';
import { openStateDatabase } from '../state/open';
import { readProcesses } from '../processes';
import { readStateSettings } from '../state/settings';
import { readTenant } from '../tenant';
import type { WebhookDesk } from '../webhooks/message';
import type { SubgraphDefinition } from './definition';
import { createRequestMemos } from '../request/memos';
import { readSubgraphSdl } from './sdl';
import { createSourceRegistry } from './source-registry';
import type { RunningSubgraph } from './subgraph';

export interface Deployment {
  /** By subgraph name; every subgraph of the house has one. */
  readonly links: ReadonlyMap<string, SubgraphLink>;
  /** Those that run here. */
  readonly running: readonly RunningSubgraph[];
  readonly cache: RecordCache;
  /** What the cache, and the sources that run here, tell of themselves. */
  readonly measures: readonly Measure[];
  /** Takes webhooks for the sources that run here; undefined = none of them takes any. */
  readonly ownWebhooks: WebhookDesk | undefined;
  /** The same, and with processes on also for those that run elsewhere. */
  readonly webhooks: WebhookDesk | undefined;
  /** How requests to and from subgraphs elsewhere are signed; undefined = they are not. */
  readonly signing: SigningSecrets | undefined;
  /** What of it was seen by any process that serves a subgraph; undefined = none is served apart, nothing is signed, or there is no Redis. */
  readonly seenAnywhere: SeenAnywhere | undefined;
  close(): Promise<void>;
}

const MODES = ['off', 'links', 'full'] as const;

/** Apart from the rest, so that a fault elsewhere hides none of these; the cache itself checks them. */
const CACHE_SETTINGS = z.object({
  REDIS_URL: z.string().optional(),
  CACHE_KEYS: z.string().optional(),
});

const SWITCH = z.enum(['on', 'off']).default('on');

const SETTINGS = z.object({
  CACHE_MODE: z.enum(MODES).default('links'),
  EXPECTED_INSTANCES: z.coerce.number().int().min(1).max(1_000).default(1),
  RATE_BUDGETS: SWITCH,
  BREAKERS: SWITCH,
  BATCH_WINDOW_MS: z.coerce.number().min(0).max(100).default(2),
  DEFAULT_PHONE_REGION: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code in capitals, such as DE')
    .optional(),
});

export interface DeployOptions {
  env: EnvReader;
  log: Log;
  schemaFolder: string;
  here?: readonly string[];
  ask?: AskGraph;
}

const nobodyToAsk: AskGraph = () => Promise.reject(new UpstreamError('gateway', 'UPSTREAM_UNAVAILABLE'));

/**
 * Starts what runs here and connects what does not; `here` names the subgraphs that must run in this process whatever the
 * environment says. Faults are noted in `env`: call `env.check()` before use. `schemaFolder` holds one SDL file a subgraph; `ask` answers
 * questions to the whole graph, where a gateway runs in this process.
 */
export async function deploy(
  definitions: readonly SubgraphDefinition[],
  { env, log, schemaFolder, here = [], ask = nobodyToAsk }: DeployOptions,
): Promise<Deployment> {
  const settings = env.read(SETTINGS) ?? SETTINGS.parse({});
  const tenant = readTenant(env);
  const signing = readSigningSecrets(env, tenant);
  const { REDIS_URL: redisUrl, CACHE_KEYS: keys } = env.read(CACHE_SETTINGS) ?? CACHE_SETTINGS.parse({});
  const registry = createSourceRegistry((text) => env.fault(text));
  const memos = createRequestMemos();
  const modeOf = (source: string): CacheMode => registry.cacheMode(source) ?? settings.CACHE_MODE;
  const wanted = await env.collect(() => Promise.resolve(createCache({ tenant, redisUrl, keys, modeOf, log })));
  // With faults nothing will be served; the rest is still started, so that its faults are named too.
  const bare = wanted ?? createCache({ tenant: 'default', modeOf: () => 'off', log });
  const state = readStateSettings(env);
  const erasures = createErasures({ database: openStateDatabase(state), tenant, log });
  const claims = createActionClaims({ database: openStateDatabase(state), tenant });
  const cache = withoutErased(bare, erasures);
  const guards = createVendorGuards({
    ...{ redisUrl: wanted === undefined ? undefined : redisUrl, tenant, processes: settings.EXPECTED_INSTANCES },
    ...{ budgets: settings.RATE_BUDGETS === 'on', breakers: settings.BREAKERS === 'on' },
  });
  const isShared = here.length > 0 && signing !== undefined && wanted !== undefined;
  const seenAnywhere = isShared && redisUrl !== undefined ? createSeenAnywhere({ redisUrl, tenant, log }) : undefined;
  const processes = readProcesses(env);
  const constraints = openLinkConstraints(state, tenant, log);
  const links = new Map<string, SubgraphLink>();
  const running: RunningSubgraph[] = [];
  const elsewhere: string[] = [];
  for (const definition of definitions) {
    const { name } = definition;
    const variable = `${name.toUpperCase()}_SUBGRAPH_URL`;
    const url = env.read(z.object({ [variable]: z.url({ protocol: /^https?$/ }).optional() }))?.[variable];
    if (url !== undefined && !here.includes(name)) {
      links.set(name, createRemoteLink(name, url, signing));
      elsewhere.push(url);
      continue;
    }
    const subgraph = await definition.start({
      env,
      cache,
      guards,
      constraints,
      erasures,
      claims,
      log,
      typeDefs: readSubgraphSdl(schemaFolder, name),
      linkTo: (other) => links.get(other),
      registry,
      memos,
      ask,
      windowMs: settings.BATCH_WINDOW_MS,
      phoneRegion: settings.DEFAULT_PHONE_REGION,
    });
    running.push(subgraph);
    links.set(name, createLocalLink(subgraph));
  }
  const [sources, polled] = [registry.webhookSources(), registry.polledSources()];
  const forwarded = processes ? elsewhere : [];
  // Where nobody sends webhooks and nobody is polled, nothing of them is loaded.
  const opening = sources.length === 0 && forwarded.length === 0 && polled.length === 0 ? undefined : import('../webhooks/open.js');
  const webhooks = (await opening)?.openWebhooks({
    sources,
    forwarded,
    polled,
    signing,
    cache,
    tenant,
    log,
    state: processes ? state : undefined,
  });
  return {
    links,
    running,
    cache,
    measures: [...cacheMeasures(cache), ...sourceMeasures(registry.books), ...(webhooks?.measures ?? []), ...seenMeasures(seenAnywhere)],
    ownWebhooks: webhooks?.own,
    webhooks: webhooks?.all,
    signing,
    seenAnywhere,
    async close() {
      await Promise.all([...links.values()].map((link) => link.close()));
      await Promise.all(running.map((subgraph) => subgraph.close()));
      memos.close();
      await webhooks?.close();
      const all = [cache, guards, constraints, erasures, claims];
      await Promise.all([...all.map((one) => one.close()), seenAnywhere?.close()]);
    },
  };
}
