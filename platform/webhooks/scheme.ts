// How a vendor proves that a webhook is its own, as a table: each vendor fills one in from its documentation, in its own folder.
// verify.ts works it off. Knows no vendor.
import type { WebhookRequest } from './message';

/** A signature in a header. */
export interface SignatureScheme {
  kind: 'signature';
  /** `sha256` = a plain hash of a text that holds the secret. */
  algorithm: 'hmac-sha256' | 'hmac-sha1' | 'sha256';
  /** Name in lower case. */
  header: string;
  encoding: 'base64' | 'hex';
  /** The signatures in the header's text, where it is not one alone: several while the vendor changes its secret. */
  signatures?(header: string): readonly string[];
  /** When it was signed, which must be part of what is signed; null = the vendor does not say, and an old one cannot be told from a new one. */
  time: { of(request: WebhookRequest): string | undefined; unit: 's' | 'ms' | 'date' } | null;
  /** What is signed, as pieces that follow each other; `time` is its text as it was sent. */
  signed(request: WebhookRequest, time: string, secret: string): readonly (string | Buffer)[];
  /** The bytes that the secret stands for; those of its text when left out. */
  key?(secret: string): Buffer;
}

/** No signature at all: the secret is in the address, and who knows the address is believed. */
export interface AddressScheme {
  kind: 'address';
  /** The query's parameter that holds it. */
  parameter: string;
}

export type WebhookScheme = SignatureScheme | AddressScheme;
