// What a connector says of its vendor's changes where the vendor does not tell of them by itself: it is asked, again and again, from where
// it was asked up to. The engine here asks; what is found goes the way of a webhook's events.
import type { Call } from '../http/call';
import type { VendorEvent } from '../webhooks/declaration';

/** What has changed, from one cursor to the next. */
export interface Changes {
  /** Each with an id: the same change has the same one, whenever it is read. */
  events: readonly (VendorEvent & { id: string })[];
  /** Where to go on: ids and times alone, at most 2,000 characters. */
  cursor: string;
  /** True where there is more to be read at once. */
  more: boolean;
}

/**
 * What has changed since `cursor`, the oldest first, in a few requests whatever there is; null = since now: nothing, and where to go on.
 * Rejects with an `UpstreamError`.
 */
export type ReadChanges = (cursor: string | null, call: Call) => Promise<Changes>;

/** A source that is polled, as it is configured. */
export interface PolledSource {
  source: string;
  everySeconds: number;
  read: ReadChanges;
  /** Notes a request to the vendor. */
  sent: Call['sent'];
}
