// The contract between a domain and a vendor. A connector is a plain object of batch reads; it never sees GraphQL, the
// cache or another vendor. Domains extend `RecordSource` in their contract.ts; vendors meet it with `defineConnector`.
import type { z } from 'zod';
import type { HttpFactory } from './http/client';
import type { Call } from './http/call';
import { createOnce, type Once } from './once';
import type { ReadChanges } from './polls/declaration';
import type { PersonRecord, RecordId } from './record';
import type { WebhookDeclaration } from './webhooks/declaration';

/** What a record can be found by. `id` and `externalId` carry a global record id, `email` and `phone` a normalised value. */
export type LookupBy = 'id' | 'email' | 'phone' | 'externalId';

/**
 * One thing a record can be found by; `externalId` asks for records that *store* this other source's record id. An address in
 * another case than the normal one means the same: the vendor is asked for it as it is, which is how a canary tells whether it minds.
 */
export interface Identifier {
  by: LookupBy;
  value: string;
}

/** What a connector can be asked for, as data: shown in `sources`, checked by the contract suite. */
export interface LookupDeclaration {
  by: LookupBy;
  keysPerCall: number;
  /** True where the vendor tells upper from lower case, so that a normalised address may miss. */
  caseSensitive: boolean;
  /** How long a new record may stay unfindable; null = at once. */
  lagSeconds: number | null;
  /** True where the vendor lets one record at most hold a value: then a known holder answers without a call. */
  unique?: boolean;
}

/**
 * One line of how a source's field becomes ours. Pure data: `sources` shows it, docs/mappings.md is written from it, and the
 * connectors' tests hold it to what the mapper does.
 */
export interface FieldMapping {
  /** The contract's type that it fills: `PersonRecord`, `Ticket`, `Order`. */
  of: string;
  /** Our field, a top level one of that type: `emails`, `createdAt`. */
  field: string;
  /** Path in the vendor's answer: dots between names, `[]` behind a list: `emails[].address`. */
  from: string;
  /** How it is cleaned, by the normaliser's name or in a few words: `normaliseEmail`, `open, pending → OPEN`; null = as it is. */
  by: string | null;
}

/**
 * Many keys in, as many answers out, in the same order. Absent is null (or an empty list), a key that could not be read is
 * an Error in its slot; rejects only when nothing could be read. No keys, no call. Any number of keys: the connector chunks.
 */
export type BatchRead<Key, Value> = (keys: readonly Key[], call: Call) => Promise<readonly (Value | Error)[]>;

/** Why a record is on a list: an overdue invoice, an open ticket, a deal about to close. */
export interface ListedItem {
  id: RecordId;
  url: string | null;
  title: string | null;
  /** When it fell due, was opened, is to close: ISO 8601 in UTC, or `YYYY-MM-DD`. */
  at: string | null;
  /** Decimal string, and its ISO 4217 code. */
  amount: { amount: string; currency: string } | null;
}

/** A record on a list, once, with all that put it there. */
export interface ListedRecord<R extends PersonRecord> {
  record: R;
  items: readonly ListedItem[];
}

/** What a source answers to a question of its own, at most `most` records. */
export interface RecordList<R extends PersonRecord> {
  records: readonly ListedRecord<R>[];
  /** False where there are more than were read. */
  complete: boolean;
}

/**
 * A list by one of the source's own filters: the first `most` records in the order that the read documents. Rejects with the
 * `UpstreamError` of a list that cannot be had; nothing found = an empty list.
 */
export type ListRead<Filter, R extends PersonRecord> = (filter: Filter, most: number, call: Call) => Promise<RecordList<R>>;

/** What every connector of every domain can do: find its person and company records. */
export interface RecordSource<R extends PersonRecord = PersonRecord> {
  /** The ways to look up, with the vendor's limits. A way not declared is never asked. */
  readonly lookups: readonly LookupDeclaration[];
  /** How the vendor's fields become ours. */
  readonly mapping?: readonly FieldMapping[];
  /** The right that a read needs, by the read's name, in the vendor's words: `npm run doctor` names it where it is missing. */
  readonly scopes?: Readonly<Record<string, string>>;
  /** Every record that holds the identifier; an empty list where none does. */
  find: BatchRead<Identifier, readonly R[]>;
  /** People whose name, company or address holds a text, the vendor's best first. Left out where the vendor has no such search. */
  search?: ListRead<{ text: string }, R>;
  /**
   * The persons of an organisation, which some of the source's own records are: who works for a company, or for the company behind a
   * mailbox of a function. Ids of others are nobody's. Left out where the vendor does not tell.
   */
  people?: ListRead<{ organizations: readonly RecordId[] }, R>;
  /**
   * The fields that `raw` records of this account can have, custom ones included, as paths that `raw(path:)` takes: `properties.tier`.
   * Of a field with others inside any of those is taken for granted. null = any field may be there. Asked at start, and only where the
   * source is configured with custom fields; rejects with an `UpstreamError`. Left out where nobody can tell: nothing is checked then.
   */
  fields?(call: Call): Promise<readonly string[] | null>;
  /** What has changed since it was asked last. Left out where the vendor tells of it by webhooks, or has no way to tell. */
  changes?: ReadChanges;
  /**
   * The persons and companies behind what the vendor's webhooks name in their place (`subjects` of its events), deals or addresses; none
   * = nobody's. Left out where webhooks name those.
   */
  whose?: BatchRead<string, readonly RecordId[]>;
  /** Share of the vendor's rate limit still left, 0 to 1; null where the vendor does not say. */
  budgetLeft?(): number | null;
  /** Ends pools and timers. */
  close?(): Promise<void>;
}

/** What a source is: all that its connectors, of whatever domain, are told alike. */
export interface SharedOptions<Settings> {
  /** The source's configured name: the first part of its record ids. */
  source: string;
  settings: Settings;
  /** The settings as they are now: what is in a file (`<NAME>_FILE`) may change while the process lives, as credentials do. */
  current(): Settings;
  /** Makes the only HTTP client there is, with the source's timeout. */
  http: HttpFactory;
  /** Region for phone numbers written without a country code, such as `DE`; undefined = such numbers are dropped. */
  phoneRegion: string | undefined;
  /**
   * Paths of `raw` records that the source is configured to show as custom fields (`<SOURCE>_CUSTOM`). A vendor that answers only
   * what it is asked for must be asked for these.
   */
  customPaths?: readonly string[];
}

/** What a connector gets to live on. */
export interface ConnectOptions<Settings> extends SharedOptions<Settings> {
  /**
   * Opens what the domains that read this source have in common, such as a pool and a look-up: once in this process, by
   * whoever asks first. The others get the same, or the same failure. A vendor of several domains must answer `find` by one
   * function in all of them: what is cached of a source is cached once.
   */
  shared<T>(open: (options: SharedOptions<Settings>) => Promise<T>): Promise<T>;
}

/** A vendor meeting its domain's contract. */
export interface ConnectorDefinition<Connector extends RecordSource<PersonRecord>> {
  vendor: string;
  /** Settings without the source's prefix: `TOKEN` is read from `HUBSPOT_TOKEN`. */
  settings: z.ZodObject;
  /** How the vendor tells of changes by itself; left out = it sends no webhooks. */
  webhook?: WebhookDeclaration;
  /**
   * May reject with a ConfigError that names every fault at once. `once` holds what the domains that read this source have in
   * common; left out = no other domain reads it.
   */
  start(options: StartOptions, once?: Once): Promise<Connector>;
}

/** `current` left out = the settings never change. */
export type StartOptions = Omit<SharedOptions<unknown>, 'current'> & Partial<Pick<SharedOptions<unknown>, 'current'>>;

/**
 * Declares a connector, with its settings typed by their schema.
 * Usage: `defineConnector<CrmConnector>()({ vendor: 'hubspot', settings: z.object({ TOKEN: z.string() }), connect })`.
 */
export function defineConnector<Connector extends RecordSource<PersonRecord>>() {
  return <Schema extends z.ZodObject>(definition: {
    vendor: string;
    settings: Schema;
    webhook?: WebhookDeclaration;
    connect(options: ConnectOptions<z.infer<Schema>>): Connector | Promise<Connector>;
  }): ConnectorDefinition<Connector> => ({
    vendor: definition.vendor,
    settings: definition.settings,
    ...(definition.webhook === undefined ? {} : { webhook: definition.webhook }),
    async start({ settings: given, current, ...rest }, once = createOnce()) {
      const settings = definition.settings.parse(given);
      const options = { ...rest, settings, current: followed(definition.settings, { given, settings }, current) };
      return definition.connect({ ...options, shared: (open) => once(open, () => open(options)) });
    },
  });
}

/** What `current` answers, parsed once each time it is another. */
function followed<Schema extends z.ZodObject>(
  schema: Schema,
  first: { given: unknown; settings: z.infer<Schema> },
  current: (() => unknown) | undefined,
): () => z.infer<Schema> {
  let newest = first;
  return () => {
    const given = current === undefined ? newest.given : current();
    if (given !== newest.given) newest = { given, settings: schema.parse(given) };
    return newest.settings;
  };
}

/** Splits keys into calls of at most `size`. */
export function inChunks<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
