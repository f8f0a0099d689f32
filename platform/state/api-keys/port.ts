// API keys as the rest of the house sees them. Types only: the store beside this file keeps them.

/** Who holds a key, and what it may; the key itself is known to its holder alone. */
export interface ApiKey {
  /** Also the beginning of the key, after its prefix. */
  id: string;
  /** What people call it. */
  name: string;
  scopes: readonly string[];
  policies: readonly string[];
  /** Epoch ms; null = never. */
  expiresAt: number | null;
}

export type WhyNot = 'unknown' | 'wrong' | 'expired' | 'revoked';

export interface KnownApiKeys {
  /** The holder of this key, or why there is none. */
  holderOf(text: string): ApiKey | WhyNot;
}

export interface ApiKeys {
  /**
   * What is known now; null = the database cannot be reached and never was. Never rejects. Waits for the first load at most a bounded
   * time, and for nothing afterwards.
   */
  current(): Promise<KnownApiKeys | null>;
  /** One line for people: whether they are current. */
  state(): string;
  /** Ends its sessions, and the database where that is ours to end. */
  close(): Promise<void>;
}
