// What is kept of one answer with personal data, as its maker tells it. Types only.

/** `denied`: personal data was asked for, and none of it was answered. */
export type AuditDecision = 'shown' | 'masked' | 'denied';

export interface AuditRecord {
  /** A random UUID: a record that is written twice is kept once. */
  id: string;
  /** Epoch ms. */
  at: number;
  requestId: string;
  callerKind: 'anonymous' | 'person' | 'service';
  /** null = nobody knows who it is. */
  subject: string | null;
  purpose: string | null;
  /** The operation's name; null = it has none that may be kept. */
  operation: string | null;
  /** SHA-256 of the document's text, in hex; kept as an HMAC, for texts hold values. */
  document: string;
  /** Ids, each once; kept as HMACs. */
  customers: readonly string[];
  /** Classes of personal data that were answered as they are. */
  shown: readonly string[];
  /** Those that were answered in disguise. */
  masked: readonly string[];
  /** How many fields of the operation the caller may not see. */
  withheld: number;
  decision: AuditDecision;
}
