// What an examination found out about one source: facts, to be worded by whoever tells people. Types only; they stay in the process.
import type { LookupVerdict } from '../canary/canary';
import type { LookupBy } from '../connector';
import type { UpstreamCode } from '../errors';
import type { Domain } from './domain';

/** How a source's changes are heard of here. */
export interface ChangesHeard {
  by: 'webhooks' | 'polls' | null;
  /** How its vendor could tell of them, whatever is configured. */
  could: 'webhooks' | 'polls' | null;
  everySeconds: number | null;
}

/** `code`: null = it was answered. */
export type Fact =
  | { about: 'access'; code: UpstreamCode | 'INTERNAL_SERVER_ERROR' | null }
  /** `scope`: the right that it needs, where the connector says so. */
  | { about: 'read'; read: string; scope: string | null; code: UpstreamCode | 'INTERNAL_SERVER_ERROR' | null }
  /** null = the source does not tell. */
  | { about: 'clock'; aheadSeconds: number | null }
  | { about: 'limit'; left: number | null }
  | { about: 'changes'; heard: ChangesHeard }
  /** What it offers to do, by name. */
  | { about: 'actions'; names: readonly string[] }
  | ({ about: 'lookup'; by: LookupBy } & LookupVerdict);

export interface Examination {
  source: string;
  vendor: string;
  domain: Domain;
  /** False = no canary: reads of a record were not tried. */
  hasCanary: boolean;
  facts: Fact[];
}
