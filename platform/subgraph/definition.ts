// What a subgraph is before it runs: a name (which is also its SDL file and its environment variable), and how to start it.
import type { DocumentNode } from 'graphql';
import type { AskGraph } from '../ask';
import type { RecordCache } from '../cache/cache';
import type { EnvReader } from '../env';
import type { VendorGuards } from '../http/guards';
import type { SubgraphLink } from '../link/link';
import type { Log } from '../log';
import type { RequestMemos } from '../request/memos';
import type { ActionClaims } from '../state/action-claims/port';
import type { LinkConstraints } from '../state/constraints/port';
import type { Erasures } from '../state/erasures/port';
import type { SourceRegistry } from './source-registry';
import type { RunningSubgraph } from './subgraph';

export interface SubgraphDeps {
  /** Faults go here, so that all are reported at once. */
  env: EnvReader;
  cache: RecordCache;
  /** What protects vendors from us, and us from them. Closed by the deployment. */
  guards: VendorGuards;
  /** What people have said of two records. Closed by the deployment. */
  constraints: LinkConstraints;
  /** Whose records are not to be kept any more. Closed by the deployment. */
  erasures: Erasures;
  /** Who does something in a vendor's system now. Closed by the deployment. */
  claims: ActionClaims;
  log: Log;
  typeDefs: DocumentNode;
  /** How to reach another subgraph; undefined where this deployment has none of that name. Asked when a request needs it. */
  linkTo(name: string): SubgraphLink | undefined;
  /** The sources of the deployment: every one is announced there. */
  registry: SourceRegistry;
  /** What the subgraphs of this process remember together of a request. */
  memos: RequestMemos;
  /** A question to the whole graph; rejects where this deployment has no gateway, or before it listens. */
  ask: AskGraph;
  /** How long keys gather into a batch. */
  windowMs: number;
  /** Region for phone numbers written without a country code. */
  phoneRegion: string | undefined;
}

export interface SubgraphDefinition {
  name: string;
  start(deps: SubgraphDeps): Promise<RunningSubgraph>;
}
