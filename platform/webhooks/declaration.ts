// What a vendor says of its webhooks: how they are proven, and which hints are in them. Declared beside the connector, in the vendor's
// own folder; the engine here does the rest.
import type { RecordId } from '../record';
import type { WebhookRequest } from './message';
import type { WebhookScheme } from './scheme';

/** Something that happened at a vendor, in ids alone. */
export interface VendorEvent {
  /** The same when the vendor sends the same again, and for nothing else; null = it gives none, and the whole body stands for it. */
  id: string | null;
  /** As a hint's: `support.ticket.updated`. */
  type: string;
  /** ISO 8601 in UTC; null = the vendor does not say: now. */
  at: string | null;
  /** Global ids of the persons and companies that it is about; none = the vendor does not say, and all that is kept of the source goes. */
  records: readonly RecordId[];
  /** What it names in their place, as its connector's `whose` takes it, which is asked then; never kept. Left out = nothing that anybody could be asked by. */
  subjects?: readonly string[];
  /** Global ids of what of theirs has changed: a ticket, an order. None = the records themselves, which may have other addresses now. */
  items?: readonly RecordId[];
}

export interface WebhookDeclaration {
  /** By the vendor's version. The first counts, unless `<SOURCE>_WEBHOOK_VERSIONS` names others. */
  schemes: Readonly<Record<string, WebhookScheme>>;
  /** What is in a proven request; none = nothing of ours. Throws where it is not what the vendor documents. */
  read(request: WebhookRequest, source: string): readonly VendorEvent[];
  /** True where the vendor tries the address by GET before it sends anything, which must be answered with 200. */
  triesByGet?: boolean;
  /** What is wrong with a secret, in words without it; null = nothing that can be seen. */
  secretFault?(secret: string): string | null;
}

/** A source that takes webhooks, as it is configured. */
export interface WebhookSource {
  source: string;
  declaration: WebhookDeclaration;
  /** Those that count now, the newest first. */
  secrets(): readonly [string, ...string[]];
  /** Names of the declaration's schemes that count. */
  versions: readonly string[];
  /** Asks the vendor which records are behind its events' `subjects`, each once, in their order. Rejects where nothing could be asked. */
  whose?(subjects: readonly string[], signal: AbortSignal): Promise<readonly (readonly RecordId[] | Error)[]>;
}
