// The sources of one process by their names, over all its domains. Record ids and cache entries begin with the name, so that it
// must mean one system: the same vendor may serve several domains under it, and is then one source.
import type { CacheMode } from '../cache/cache';
import { createSourceBook, type SourceBook } from '../metrics/source-book';
import { createOnce, type Once } from '../once';
import type { PolledSource } from '../polls/declaration';
import type { WebhookSource } from '../webhooks/declaration';

/** A source as a domain announces it. */
export interface AnnouncedSource {
  name: string;
  vendor: string;
  /** Name of the domain's subgraph. */
  domain: string;
  /** What the cache may keep of it; undefined = what the deployment says. */
  cacheMode: CacheMode | undefined;
}

export interface SourceRegistry {
  /** False, with a fault noted, where the name is taken by another vendor, or a second time in one domain. */
  add(source: AnnouncedSource): boolean;
  /** What the domains that read a source have in common; the same for the same name. */
  once(name: string): Once;
  /** What is counted of a source; the same for the same name. */
  book(name: string): SourceBook;
  /** The books of all that were announced. */
  books(): readonly SourceBook[];
  /** The source takes webhooks. Of one that serves several domains, the first word counts. */
  takesWebhooks(source: WebhookSource): void;
  /** Those that take webhooks. */
  webhookSources(): readonly WebhookSource[];
  /** The source is polled. Of one that serves several domains, the first word counts. */
  isPolled(source: PolledSource): void;
  /** Those that are polled. */
  polledSources(): readonly PolledSource[];
  /** As announced; undefined for a source that was not, or did not say. */
  cacheMode(name: string): CacheMode | undefined;
}

/** An empty registry; `fault` is told of names that are taken. */
export function createSourceRegistry(fault: (text: string) => void): SourceRegistry {
  const sources = new Map<
    string,
    { vendor: string; domains: Set<string>; cacheMode: CacheMode | undefined; once: Once; book: SourceBook }
  >();
  const webhooks = new Map<string, WebhookSource>();
  const polled = new Map<string, PolledSource>();
  return {
    add({ name, vendor, domain, cacheMode }) {
      const known = sources.get(name) ?? {
        vendor,
        domains: new Set<string>(),
        cacheMode,
        once: createOnce(),
        book: createSourceBook(name),
      };
      sources.set(name, known);
      const isFree = known.vendor === vendor && !known.domains.has(domain);
      if (!isFree) fault(takenName(name));
      known.domains.add(domain);
      return isFree;
    },
    once: (name) => sources.get(name)?.once ?? createOnce(),
    book: (name) => sources.get(name)?.book ?? createSourceBook(name),
    books: () => [...sources.values()].map(({ book }) => book),
    takesWebhooks: (source) => void (webhooks.has(source.source) || webhooks.set(source.source, source)),
    webhookSources: () => [...webhooks.values()],
    isPolled: (source) => void (polled.has(source.source) || polled.set(source.source, source)),
    polledSources: () => [...polled.values()],
    cacheMode: (name) => sources.get(name)?.cacheMode,
  };
}

/** What is said of a name that would mean two systems. */
export function takenName(name: string): string {
  return `two sources are named ${name}: name one of them otherwise, as in name=vendor`;
}
