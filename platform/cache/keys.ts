// The deployment's cache secrets, and the names entries bear in Redis and in memory. Names hold no personal data: what was asked
// is in them only as an HMAC. This file encrypts nothing; envelope.ts does.
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { CacheKey, CacheKind } from './cache';
import type { EntryName } from './store';

/** One key of `CACHE_KEYS`, split by use, so that a name says nothing about the key that encrypts. */
export interface CacheSecret {
  id: string;
  /** AES-256 key of the envelope. */
  valueKey: Buffer;
  /** HMAC-SHA256 key of the names. */
  nameKey: Buffer;
}

export interface CacheNaming {
  /** Subject `cg2:<tenant>:<source>:<HMAC>`, and `<kind>:<question>` within it. The scopes are the same list for the same source and kind. */
  entryOf(key: CacheKey): EntryName;
  scopesOf(source: string, kind: CacheKind): readonly string[];
  /** The names that processes of the deployment may use for a subject while a key is being replaced. */
  everyNameOf(source: string, key: string): string[];
  /** Where the epochs lie. */
  epochs: string;
  /** Where the processes of this tenant tell each other what to forget. */
  channel: string;
}

/** The scope of everything; the others are of one source: all of it, what leads to its records, what lists them. */
export const EVERYTHING = '*';
export const sourceScope = (source: string): string => `s:${source}`;
export const linksScope = (source: string): string => `l:${source}`;
export const listsScope = (source: string): string => `a:${source}`;

const keyBytes = 32;
const idPattern = /^[A-Za-z0-9_-]{1,32}$/;
const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Reads `CACHE_KEYS=id:base64,…`, 32 bytes each. Faults name the entry by its place, never by its text. The first key encrypts, all decrypt.
 * The last one gives the names, because it is the one that every process knows while a key is added. To replace key `a`:
 * `b,a` (entries stay readable), then `a,b` (names change: the cache starts cold), then `b`. Each step may roll through the
 * deployment process by process; leaving out the middle one lets an invalidation miss entries of a process not yet restarted.
 */
export function parseCacheKeys(text: string): { secrets: CacheSecret[]; faults: string[] } {
  const secrets: CacheSecret[] = [];
  const faults: string[] = [];
  for (const [index, part] of text.split(',').entries()) {
    const entry = part.trim();
    const colon = entry.indexOf(':');
    const id = entry.slice(0, Math.max(colon, 0));
    const encoded = entry.slice(colon + 1);
    const fault = faultOf(colon, id, encoded, secrets);
    if (fault) faults.push(`CACHE_KEYS: entry ${index + 1} ${fault}`);
    else secrets.push(toSecret(id, Buffer.from(encoded, 'base64')));
  }
  return { secrets, faults };
}

function faultOf(colon: number, id: string, encoded: string, earlier: readonly CacheSecret[]): string | null {
  if (colon < 0) return 'is not of the form id:base64';
  if (!idPattern.test(id)) return 'has an id that is not 1 to 32 letters, digits, "_" or "-"';
  if (earlier.some((secret) => secret.id === id)) return 'repeats the id of an earlier entry';
  if (!base64Pattern.test(encoded)) return 'has a key that is not base64';
  const bytes = Buffer.from(encoded, 'base64').length;
  return bytes === keyBytes ? null : `has a key of ${bytes} bytes, not ${keyBytes}`;
}

/** A secret that dies with the process: enough where nothing leaves its memory. */
export function createProcessSecret(): CacheSecret {
  return toSecret('process', randomBytes(keyBytes));
}

function toSecret(id: string, key: Buffer): CacheSecret {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', `customer-graph cache ${use}`, keyBytes));
  return { id, valueKey: derive('values'), nameKey: derive('names') };
}

/** `secrets` in the order of `CACHE_KEYS`, at least one. */
export function createCacheNaming(tenant: string, secrets: readonly CacheSecret[]): CacheNaming {
  const naming = secrets.at(-1);
  if (!naming) throw new Error('names need at least one secret');
  const scopes = new Map<string, Record<CacheKind, readonly string[]>>();

  function nameUnder(secret: CacheSecret, source: string, key: string): string {
    // As JSON, no two different keys share their bytes, whatever colons their parts hold.
    const digest = createHmac('sha256', secret.nameKey)
      .update(JSON.stringify([tenant, source, key]))
      .digest('base64url');
    return `cg2:${tenant}:${source}:${digest}`;
  }

  function scopesOf(source: string, kind: CacheKind): readonly string[] {
    const whole = [EVERYTHING, sourceScope(source)];
    const known = scopes.get(source) ?? { record: whole, link: [...whole, linksScope(source)], list: [...whole, listsScope(source)] };
    scopes.set(source, known);
    return known[kind];
  }

  return {
    entryOf: ({ source, kind, question, key }) => ({
      name: nameUnder(naming, source, key),
      question: `${kind}:${question}`,
      scopes: scopesOf(source, kind),
    }),
    scopesOf,
    everyNameOf: (source, key) => secrets.map((secret) => nameUnder(secret, source, key)),
    epochs: `cg2:${tenant}:epochs`,
    channel: `cg2:${tenant}:forget`,
  };
}
