// The documents that were agreed on beforehand: those of a manifest file, as Apollo's and Relay's tools write one from a client's source,
// and the ready questions of the house.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../../platform/errors';

export interface TrustedDocuments {
  /** The text of an id, which is the SHA-256 of the text unless the manifest says another. */
  textOf(id: string): string | undefined;
  /** Is it one of them, to the letter? */
  has(text: string): boolean;
  readonly texts: readonly string[];
}

export const NONE_TRUSTED: TrustedDocuments = { textOf: () => undefined, has: () => false, texts: [] };

/** `{format: "apollo-persisted-query-manifest", version: 1, operations: [{id, body, …}]}`. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1).max(256), body: z.string().min(1) })),
});

/** Relay's, and others': `{"<id>": "<text>"}`. */
const plainManifest = z.record(z.string().min(1).max(256), z.string().min(1));

/** `file` = a manifest's path; throws a ConfigError by the name of its variable where it is none. `texts` are trusted besides. */
export function readTrustedDocuments(file: string | undefined, texts: readonly string[] = []): TrustedDocuments {
  const byId = new Map(texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]));
  for (const [id, text] of file === undefined ? [] : readManifest(file)) byId.set(id, text);
  const all = new Set(byId.values());
  return { textOf: (id) => byId.get(id), has: (text) => all.has(text), texts: [...all] };
}

function readManifest(file: string): [id: string, text: string][] {
  const fault = (what: string): ConfigError => new ConfigError([`TRUSTED_DOCUMENTS_FILE: ${what}`]);
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw fault('names no file that can be read as JSON');
  }
  const apollo = apolloManifest.safeParse(given);
  if (apollo.success) return apollo.data.operations.map(({ id, body }) => [id, body]);
  const plain = plainManifest.safeParse(given);
  if (plain.success) return Object.entries(plain.data);
  throw fault('is neither a persisted query manifest of version 1 nor an object of ids and texts');
}
