// Where Apollo Server looks up a document that a client names by an id: the trusted ones, then those that clients have registered by
// sending text and hash together (automatic persisted queries), for a while and up to a bound.
import { LRUCache } from 'lru-cache';
import type { TrustedDocuments } from './manifest';

/** What Apollo Server asks of a store; it puts the prefix before each id. */
export interface DocumentStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string): Promise<void>;
  delete(key: string): Promise<boolean>;
}

const PREFIX = 'apq:';
const REGISTERED = { max: 2_000, maxSize: 16_000_000, ttl: 24 * 3_600_000 };

/** `registers` false = clients register nothing. */
export function createDocumentStore(trusted: TrustedDocuments, registers: boolean): DocumentStore {
  const registered = new LRUCache<string, string>({ ...REGISTERED, sizeCalculation: (text) => text.length + 1 });
  return {
    get: (key) => Promise.resolve(trusted.textOf(key.slice(PREFIX.length)) ?? registered.get(key)),
    set(key, text) {
      if (registers) registered.set(key, text);
      return Promise.resolve();
    },
    delete: (key) => Promise.resolve(registered.delete(key)),
  };
}
