// What the cache asks of the place where entries and leases lie: this process's memory (memory-store.ts) or Redis (redis/store.ts). Both
// keep the same protocol, and one model test is held against both. Times are durations, or of the store's own clock: processes'
// clocks may differ.

/** One question about one subject. */
export interface EntryName {
  /** Of the subject: all that is kept of one record lies under one name, and is forgotten as one. */
  name: string;
  question: string;
  /** What makes it void besides its subject: see `forget`. */
  scopes: readonly string[];
}

export interface StoreAsk {
  entry: EntryName;
  /** null = as long as it is fresh; 0 = none will do, and whoever is reading it loses their lease. */
  maxAgeMs: number | null;
  /** How many times the last reading's duration before the end it is refreshed early: `-ln(u)` of a random `u`. */
  eagerness: number;
  /** The holder that this asker was told to wait for; null = it has not waited yet. */
  waitedFor: string | null;
}

export interface Stored {
  text: string;
  ageMs: number;
  /** Until its time is over; 0 or less: it is stale. */
  leftMs: number;
}

/** `lease` = this token may fill it now. */
export type StoreTurn =
  | { kind: 'fresh'; stored: Stored; lease: boolean }
  | { kind: 'lease'; stale: Stored | undefined }
  | { kind: 'wait'; holder: string; stale: Stored | undefined }
  /** The holder that was waited for could not. */
  | { kind: 'failed'; code: string; stale: Stored | undefined }
  /** The store cannot give a lease. */
  | { kind: 'alone' };

/** What a reader saw of the store at the moment of its read; a fill brings it back. */
export interface Sight {
  /** The store's clock. */
  now: number;
  /** Counts invalidations of records. */
  sequence: number;
  /** The tag of each combination of scopes. */
  tags: ReadonlyMap<readonly string[], string>;
}

export interface StoreFill {
  entry: EntryName;
  /** null = it came along: taken unless its subject was forgotten since. */
  token: string | null;
  sight: Sight;
  /** Of the scopes of the entry, as seen. */
  tag: string;
  text: string;
  ageMs: number;
  freshMs: number;
  /** From now; never less than `freshMs`. */
  keepMs: number;
  /** How long the reading took. */
  tookMs: number;
}

export interface Leased {
  entry: EntryName;
  token: string;
}

export interface LeaseStore {
  /** One round trip. `sightOf`: scopes whose tags are wanted besides those of the asks. Rejects when the store does not answer. */
  read(
    asks: readonly StoreAsk[],
    token: string,
    sightOf: readonly (readonly string[])[],
  ): Promise<{ turns: readonly StoreTurn[]; sight: Sight }>;
  /** Whether each was taken. Rejects when the store does not answer. */
  fill(fills: readonly StoreFill[]): Promise<readonly boolean[]>;
  /** Gives leases back; `code` is told to who was told to wait for them. */
  release(leases: readonly Leased[], code: string | null): Promise<void>;
  /** Renews leases that still stand. */
  extend(leases: readonly Leased[]): Promise<void>;
  /** Whether anybody was told to wait for one of these within the last `AWAITED_MS`. Rejects when the store does not answer. */
  isAwaited(leases: readonly Leased[]): Promise<boolean>;
  /**
   * Forgets subjects, and voids everything of the given scopes. Resolves with the acknowledgement: leases given before are worth nothing
   * from then on. Rejects when it is not known whether it was done.
   */
  forget(names: readonly string[], scopes: readonly string[]): Promise<void>;
}

/** How long a lease stands unless it is renewed: a dead holder holds up nobody longer. */
export const LEASE_MS = 2_000;

/** Who waits asks again well within this time: longer ago, nobody waits any more. */
export const AWAITED_MS = 200;

/** For how long a forgotten subject refuses what came along with a reading begun before; older readings are refused always. */
export const TOMBSTONE_MS = 60_000;
