// One cached answer between the interface and a store: JSON text with its times. Text, not an object, so that no caller can alter what
// another one reads, and its size is known. Which entries are kept, and where, is for memory.ts and redis.ts.
import type { CacheFill, CacheHit, CacheKind, CacheMode } from './cache';

export interface CacheEntry {
  /** JSON. */
  text: string;
  /** Epoch milliseconds, as all times here. */
  fetchedAt: number;
  expiresAt: number;
}

/** `undefined` for what cannot be kept: expired before it came, or not JSON. */
export function toEntry(fill: CacheFill, now: number): CacheEntry | undefined {
  const expiresAt = fill.fetchedAt + fill.ttlSeconds * 1000;
  // Written so that a time which is not a number is refused too.
  if (!(expiresAt > now) || !Number.isFinite(expiresAt)) return undefined;
  const text = toJson(fill.value);
  return text === undefined ? undefined : { text, fetchedAt: fill.fetchedAt, expiresAt };
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** `undefined` when the entry expired or is older than `maxAgeSeconds` (null = any age, 0 = none will do). */
export function toHit(entry: CacheEntry, maxAgeSeconds: number | null, now: number): CacheHit | undefined {
  if (entry.expiresAt <= now) return undefined;
  if (maxAgeSeconds !== null && (maxAgeSeconds <= 0 || now - entry.fetchedAt > maxAgeSeconds * 1000)) return undefined;
  const value: unknown = JSON.parse(entry.text);
  return { value, fetchedAt: entry.fetchedAt };
}

export function isKept(mode: CacheMode, kind: CacheKind): boolean {
  return mode === 'full' || (mode === 'links' && kind === 'link');
}

const timesBytes = 16;

/** What goes into an envelope: both times, then the text. */
export function encodeEntry(entry: CacheEntry): Buffer {
  const times = Buffer.alloc(timesBytes);
  times.writeDoubleBE(entry.fetchedAt, 0);
  times.writeDoubleBE(entry.expiresAt, 8);
  return Buffer.concat([times, Buffer.from(entry.text)]);
}

/** The reverse, for bytes an envelope gave back: they are ours, so they are not checked again. */
export function decodeEntry(bytes: Buffer): CacheEntry {
  return { fetchedAt: bytes.readDoubleBE(0), expiresAt: bytes.readDoubleBE(8), text: bytes.toString('utf8', timesBytes) };
}
