// The look-up of a source behind the cache: which records hold this identifier? Links (identifier → record ids) and records
// are kept apart, so that one record serves every way of asking, and `links` mode keeps ids only.
import type { CacheHit, CacheKey, CacheLease, CacheOutcome, CacheTurn, RecordCache } from '../cache/cache';
import type { Identifier, RecordSource } from '../connector';
import { identifierKey, toIdentifier } from '../identity/identifiers';
import type { PersonRecord } from '../record';
import type { Asker } from '../request/asker';
import { ENDLESS } from '../request/patience';
import { createFindCall, type AskedFor } from './find-call';
import { createSharedRead, type Loaded, type SharedRead } from './shared-read';
import type { SourceWatch } from './source-watch';
import { settled, standIn, tellable, tooFew, type TurnTaker } from './turns';

/** The records that hold one identifier, each with its age. */
export type Found<R extends PersonRecord> = readonly Loaded<R>[];

export interface RecordFinderOptions<R extends PersonRecord> {
  source: string;
  connector: RecordSource<R>;
  cache: RecordCache;
  ttlSeconds: number;
  windowMs: number;
  watch: SourceWatch;
  recordKey(id: string): CacheKey;
  /** Told the id of every record that is answered with. */
  seen(id: string): void;
}

/** Does the record still hold it? A cached link may have outlived a change of address. */
function holds(record: PersonRecord, { by, value }: Identifier): boolean {
  if (by === 'email') return record.emails.some((email) => email.value === value);
  if (by === 'phone') return record.phones.some((phone) => phone.value === value);
  return by === 'id' || record.externalIds.includes(value);
}

/** Names a source's records in the cache. */
export function recordKeyOf(source: string): (id: string) => CacheKey {
  return (id) => ({ source, kind: 'record', question: 'record', key: id });
}

interface Sought {
  identifier: Identifier;
  /** What the cache says of the link. */
  link: CacheOutcome;
}

/** Makes the finder. A way to look up that the connector does not declare finds nothing, without a call. */
export function createRecordFinder<R extends PersonRecord>(options: RecordFinderOptions<R>): SharedRead<Found<R>> {
  const { source, connector, cache, windowMs, recordKey, seen } = options;
  const taker: TurnTaker = { cache, source };
  const declared = new Set(connector.lookups.map((lookup) => lookup.by));
  // All that is kept of one record lies under its id: found by it, it is forgotten with it.
  const linkKey = (identifier: Identifier): CacheKey => ({
    source,
    kind: 'link',
    question: 'find',
    key: identifier.by === 'id' ? identifier.value : identifierKey(identifier),
  });
  const call = createFindCall({ ...options, linkKey });

  /** All at once, so that what is unknown of any of them goes out as one call. */
  async function answerAll(sought: readonly Sought[], asker: Asker): Promise<(Loaded<Found<R>> | Error)[]> {
    const links = sought.map(({ link }) => (link.kind === 'load' ? undefined : settled<string[]>(taker, link)));
    const linkedIds = links.map((link) => (link === undefined || link instanceof Error ? [] : link.value));
    const wanted = [...new Set(linkedIds.flat())];
    const turns = await cache.read(wanted.map(recordKey), asker.maxAgeSeconds, asker.patience);
    const records = new Map<string, Loaded<R> | Error>();
    const asked: AskedFor[] = sought.flatMap(({ identifier, link }) => (link.kind === 'load' ? [{ identifier, link: link.lease }] : []));
    const refreshed: AskedFor[] = sought.flatMap(({ identifier, link }) =>
      link.kind === 'hit' && link.refresh !== undefined ? [{ identifier, link: link.refresh }] : [],
    );
    const waiting: Promise<void>[] = [];
    const byId = (id: string, record: CacheLease): AskedFor[] => {
      if (declared.has('id')) return [{ identifier: { by: 'id', value: id }, record }];
      cache.fail([record], null);
      return [];
    };
    const answers = new Map<string, Found<R> | Error>();
    const ask = async (these: readonly AskedFor[]): Promise<void> => {
      for (const [key, found] of await call(these, asker)) answers.set(key, found);
    };
    function take(id: string, outcome: CacheOutcome): AskedFor[] {
      if (outcome.kind === 'load') return byId(id, outcome.lease);
      if (outcome.kind === 'hit' && outcome.refresh !== undefined) refreshed.push(...byId(id, outcome.refresh));
      records.set(id, settled<R>(taker, outcome));
      return [];
    }
    for (const [index, id] of wanted.entries()) {
      const turn = turns[index];
      if (turn === undefined) continue;
      if (turn.kind === 'wait') waiting.push(turn.outcome.then((outcome) => ask(take(id, outcome))));
      else asked.push(...take(id, turn));
    }
    await Promise.all([ask(asked), ...waiting]);
    // For whoever comes later: nobody waits for it.
    if (refreshed.length > 0) void call(refreshed, { ...asker, patience: ENDLESS });

    const fromLinks = (ids: readonly string[], identifier: Identifier): Found<R> | Error | 'outdated' => {
      const found: Loaded<R>[] = [];
      for (const id of ids) {
        const answer = answers.get(`id:${id}`);
        if (answer instanceof Error) return answer;
        const record = records.get(id) ?? answer?.[0];
        if (record instanceof Error) return record;
        if (record === undefined || !holds(record.value, identifier)) return 'outdated';
        found.push(record);
      }
      return found;
    };
    const fromCache = links.map((link, index) => {
      const identifier = sought[index]?.identifier;
      if (link === undefined || identifier === undefined) return undefined;
      return link instanceof Error ? link : fromLinks(link.value, identifier);
    });
    // Such a link is no answer: it is looked up as if for the first time, whoever else is at it.
    const outdated = sought.filter((_, index) => fromCache[index] === 'outdated').map(({ identifier }) => identifier);
    const anew = await cache.read(outdated.map(linkKey), 0);
    await ask(outdated.flatMap((identifier, index) => withLease(identifier, anew[index])));

    return Promise.all(
      sought.map(async ({ identifier, link }, index) => {
        const known = fromCache[index];
        if (known !== undefined && known !== 'outdated') return wrap(known, links[index]);
        const answer = answers.get(identifierKey(identifier)) ?? tooFew(source);
        if (!(answer instanceof Error) || link.kind !== 'load') return wrap(answer);
        return outOfDate(link.lease.stale, answer, asker);
      }),
    );
  }

  /** The source failed: the records that it was known to lead to stand in, as far as all of them are there. */
  async function outOfDate(stale: CacheHit | undefined, error: Error, asker: Asker): Promise<Loaded<Found<R>> | Error> {
    const link = standIn<string[]>(taker, stale, error);
    if (link === undefined) return error;
    const turns = await cache.read(link.value.map(recordKey), null);
    const records = await Promise.all(
      turns.map(async (turn) => {
        const outcome = turn.kind === 'wait' ? await turn.outcome : turn;
        if (outcome.kind !== 'load') return settled<R>(taker, outcome);
        cache.fail([outcome.lease], tellable(error, asker));
        return standIn<R>(taker, outcome.lease.stale, error) ?? error;
      }),
    );
    const there = records.flatMap((record) => (record instanceof Error ? [] : [record]));
    return there.length === records.length ? wrap(there, link) : error;
  }

  return createSharedRead<Found<R>>({
    windowMs,
    async read(keys, asker) {
      const identifiers = keys.map(toIdentifier);
      const sought = identifiers.filter(({ by }) => declared.has(by));
      const turns = await cache.read(sought.map(linkKey), asker.maxAgeSeconds, asker.patience);
      const ready: Sought[] = [];
      const waiting: Promise<Sought>[] = [];
      for (const [index, turn] of turns.entries()) {
        const identifier = sought[index];
        if (identifier === undefined) continue;
        if (turn.kind === 'wait') waiting.push(turn.outcome.then((link) => ({ identifier, link })));
        else ready.push({ identifier, link: turn });
      }
      const answers = new Map<string, Loaded<Found<R>> | Error>();
      const answer = async (these: readonly Sought[]): Promise<void> => {
        const found = await answerAll(these, asker);
        for (const [index, { identifier }] of these.entries()) answers.set(identifierKey(identifier), found[index] ?? tooFew(source));
      };
      // Who waits for others must not hold up what others wait for.
      await Promise.all([answer(ready), ...waiting.map(async (one) => answer([await one]))]);
      for (const found of answers.values()) if (!(found instanceof Error)) for (const { value } of found.value) seen(value.id);
      const hits = [...answers.values()].filter((found) => !(found instanceof Error) && found.fromCache).length;
      asker.ledger.add(source, { keys: sought.length, cacheHits: hits });
      return identifiers.map(
        (identifier) => (declared.has(identifier.by) ? answers.get(identifierKey(identifier)) : wrap([])) ?? tooFew(source),
      );
    },
  });
}

function withLease(identifier: Identifier, turn: CacheTurn | undefined): AskedFor[] {
  return turn?.kind === 'load' ? [{ identifier, link: turn.lease }] : [{ identifier }];
}

/** A finding is as old as its oldest record; one of nobody is as old as the link that says so. */
function wrap<R extends PersonRecord>(found: Found<R> | Error, link?: Loaded<string[]> | Error): Loaded<Found<R>> | Error {
  if (found instanceof Error) return found;
  const absent = found.length === 0 && link !== undefined && !(link instanceof Error);
  const standsInFor = [...found, ...(link === undefined || link instanceof Error ? [] : [link])].find(
    (one) => one.standsInFor,
  )?.standsInFor;
  return {
    value: found,
    fetchedAt: Math.min(absent ? link.fetchedAt : Date.now(), ...found.map(({ fetchedAt }) => fetchedAt)),
    fromCache: absent || (found.length > 0 && found.every(({ fromCache }) => fromCache)),
    ...(standsInFor === undefined ? {} : { standsInFor }),
  };
}
