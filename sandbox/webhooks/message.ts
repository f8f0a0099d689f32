// What a pretend system sends when something of its own has changed, and where to. How it is worded and signed is each vendor's, written
// from its documentation, in the vendor's folder.
import type { Change } from '../changes';

export interface WebhookTarget {
  /** The whole address. */
  url: string;
  secret: string;
}

export interface OutgoingWebhook {
  /** Names as the vendor writes them. */
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Where the vendor sends to another address than the configured one. */
  url?: string;
}

/** A change, with what a message of it needs to be told from others. */
export interface ToldChange extends Change {
  /** Unique in this pretend system, and the same at each attempt. */
  eventId: string;
  /** Epoch ms. */
  at: number;
}

/** The words and the signature of one vendor; null = it has no webhook for such a change. `attempt` is 0 for the first. */
export type WriteWebhook = (change: ToldChange, target: WebhookTarget, attempt: number, now: number) => OutgoingWebhook | null;
