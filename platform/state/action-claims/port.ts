// How a deed in a vendor's system is done by one process at a time, as the rest of the house sees it. Types only: the store beside this
// file keeps the claims.
import type { Patience } from '../../request/patience';

/** The same for whoever means the same. */
export interface Deed {
  source: string;
  action: string;
  key: string;
}

export interface ActionClaims {
  /**
   * Does the work while no other process of this deployment does the same deed, waiting for one that does. The work ends with the patience,
   * which has to have an end. Rejects with an `UpstreamError` of the source, the work not begun, where the patience is over before it
   * could be, or the database does not answer; else as the work does. Where there is no database, nobody is waited for.
   */
  during<T>(deed: Deed, patience: Patience, work: () => Promise<T>): Promise<T>;
  /** What is under way is finished by whoever began it; its claim ends with the lease. */
  close(): Promise<void>;
}
