// The caller as the text of one header, which every fetch of a request carries: from the gateway (or the directory) to a subgraph.
// Whether the text can be trusted is for the signature over it (platform/link/signature.ts), or for the process that both run in.
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Caller } from './caller';

/** The header's name. */
export const CALLER_HEADER = 'x-caller';

const schema = z.strictObject({
  kind: z.enum(['anonymous', 'person', 'service']),
  subject: z.string().nullable(),
  scopes: z.array(z.string()),
  policies: z.array(z.string()),
  purpose: z.string().nullable(),
  unrestricted: z.boolean(),
});

/** A request's fetches all carry the same text, and so do a caller's requests. */
const READ_TEXTS = 2_000;
const read = new LRUCache<string, Caller>({ max: READ_TEXTS });
const written = new WeakMap<Caller, string>();

/** Letters, digits, `-` and `_` only; the same text for the same object each time. */
export function toCallerText(caller: Caller): string {
  const known = written.get(caller);
  if (known !== undefined) return known;
  const text = Buffer.from(JSON.stringify(caller)).toString('base64url');
  written.set(caller, text);
  return text;
}

/** null = not written by `toCallerText`. */
export function fromCallerText(text: string): Caller | null {
  const known = read.get(text);
  if (known !== undefined) return known;
  const parsed = schema.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!parsed.success) return null;
  read.set(text, parsed.data);
  written.set(parsed.data, text);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
