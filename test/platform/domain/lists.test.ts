import type { ListedItem, ListedRecord, RecordList } from '../../../platform/connector';
import { withFilter, type ListOf } from '../../../platform/domain/list-of';
import { listRecords } from '../../../platform/domain/lists';
import { findInScope } from '../../../platform/domain/scoped-find';
import { InputError, UpstreamError } from '../../../platform/errors';
import { listedRecords } from '../../../platform/exchange/list';
import type { PersonRecord } from '../../../platform/record';
import { unsupportedList } from '../../../platform/unsupported';
import { person } from '../identity/people';
import { fakeConnector, type FakeConnector } from '../loader/fake-source';
import { newScope, sourceOf } from './fake-domain';

const frame = { most: 10, maxAgeSeconds: null };
const SEARCH = { kind: 'SEARCH', text: 'ada', ...frame };
const CLOSING = { kind: 'CLOSING', from: '2026-01-01', to: '2026-12-31', ...frame };
const OPEN_TICKETS = { kind: 'OPEN_TICKETS', priorities: [], ...frame };

/** Answers every kind but the members of an audience with the connector's one list. */
const oneList: ListOf<FakeConnector, PersonRecord> = (connector, query) =>
  query.kind === 'MEMBERS' ? undefined : withFilter(connector.search, { text: query.kind === 'SEARCH' ? query.text : '' }, query);

function listed(id: string, ...dates: (string | null)[]): ListedRecord<PersonRecord> {
  const items = dates.map((at, index): ListedItem => ({ id: `${id}:${index}`, url: null, title: null, at, amount: null }));
  return { record: person(id, { email: 'ada@example.com', raw: { secret: true } }), items };
}

interface Listing extends FakeConnector {
  /** Filter and limit of each list asked for. */
  searched: { text: string; most: number }[];
}

function listing(answer: RecordList<PersonRecord>['records'] | Error, { complete = true, gate = Promise.resolve() } = {}): Listing {
  const connector: Listing = {
    ...fakeConnector([], ['id', 'email', 'phone'], ['email']),
    searched: [],
    async search({ text }, most, call) {
      connector.searched.push({ text, most });
      await gate;
      call.sent(5, answer instanceof Error);
      if (answer instanceof Error) throw answer;
      return { records: answer, complete };
    },
  };
  return connector;
}

function ask(connectors: Record<string, FakeConnector>, query: unknown, scope = newScope()) {
  const sources = Object.entries(connectors).map(([name, connector]) => sourceOf(name, connector, 'off', oneList));
  return listRecords('CRM', sources, query, scope);
}

const idsOf = (records: readonly { person: { id: string } }[]) => records.map(({ person: { id } }) => id);

describe('a list of a domain', () => {
  it('is in the order of its source, with what put each record there and without raw answers', async () => {
    const connector = listing([listed('hubspot:contact:2'), listed('hubspot:contact:1', '2026-03-01', null)]);
    const answer = await ask({ hubspot: connector }, SEARCH);
    expect(listedRecords.parse(answer)).toEqual(answer);
    expect(idsOf(answer.records)).toEqual(['hubspot:contact:2', 'hubspot:contact:1']);
    expect(answer).toMatchObject({ domain: 'CRM', failed: [], unsupported: [], complete: true });
    expect(answer.records[1]).toMatchObject({ items: [{ at: '2026-03-01' }, { at: null }], fromCache: false });
    expect(Date.now() - Date.parse(answer.records[0]?.fetchedAt ?? '')).toBeLessThan(5_000);
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(connector.searched).toEqual([{ text: 'ada', most: 10 }]);
  });

  it('lets sources take turns where it has no order of its own', async () => {
    const first = listing([listed('a:c:1'), listed('a:c:2'), listed('a:c:3')]);
    const second = listing([listed('b:c:1')]);
    for (const query of [SEARCH, OPEN_TICKETS]) {
      expect(idsOf((await ask({ a: first, b: second }, query)).records)).toEqual(['a:c:1', 'b:c:1', 'a:c:2', 'a:c:3']);
    }
  });

  it('is merged by the first date of each record where dates are its order', async () => {
    const first = listing([listed('a:c:1', '2026-02-01', '2026-01-01'), listed('a:c:2', '2026-03-01'), listed('a:c:3', null)]);
    const second = listing([listed('b:c:1', '2026-01-15'), listed('b:c:2', '2026-03-01')]);
    const { records } = await ask({ a: first, b: second }, CLOSING);
    expect(idsOf(records)).toEqual(['a:c:1', 'b:c:1', 'a:c:2', 'b:c:2', 'a:c:3']);
  });

  it('names a source that failed, beside what the others answered', async () => {
    const scope = newScope();
    const failing = listing(new UpstreamError('salesforce', 'UPSTREAM_DENIED'));
    const answer = await ask({ hubspot: listing([listed('hubspot:contact:1')]), salesforce: failing }, SEARCH, scope);
    expect(idsOf(answer.records)).toEqual(['hubspot:contact:1']);
    expect(answer.failed).toEqual([{ source: 'salesforce', code: 'UPSTREAM_DENIED' }]);
    expect(scope.ledger.drain()['salesforce']).toMatchObject({ calls: 1, error: 'UPSTREAM_DENIED' });
    expect((await ask({ hubspot: listing(new Error('a bug')) }, SEARCH)).failed).toMatchObject([{ code: 'INTERNAL_SERVER_ERROR' }]);
  });

  it('waits for a source that hangs until the deadline, once', async () => {
    const scope = newScope(40);
    const hanging = listing([], { gate: new Promise<void>(() => undefined) });
    const timeout = [{ source: 'hubspot', code: 'UPSTREAM_TIMEOUT' }];
    expect((await ask({ hubspot: hanging }, SEARCH, scope)).failed).toEqual(timeout);
    expect((await ask({ hubspot: hanging }, CLOSING, scope)).failed).toEqual(timeout);
    expect(hanging.searched).toHaveLength(1);
  });

  it('names a source that has no such list, without asking it', async () => {
    const able = listing([]);
    const members = { kind: 'MEMBERS', audience: 'klaviyo:list:1', ...frame };
    expect(await ask({ a: able, b: fakeConnector([]) }, SEARCH)).toMatchObject({ unsupported: ['b'], failed: [], complete: true });
    expect(await ask({ a: able }, members)).toMatchObject({ unsupported: ['a'], records: [] });
    expect(able.searched).toHaveLength(1);
  });

  it('names a source whose vendor has no way to answer it, and not as failed', async () => {
    const unable = { ...fakeConnector([]), search: unsupportedList<{ text: string }, PersonRecord>('b') };
    const answer = await ask({ a: listing([listed('a:c:1')]), b: unable }, SEARCH);
    expect(answer).toMatchObject({ unsupported: ['b'], failed: [], complete: true });
    expect(idsOf(answer.records)).toEqual(['a:c:1']);
  });

  it('is incomplete where any source has more', async () => {
    const more = listing([listed('a:c:1')], { complete: false });
    expect(await ask({ a: more, b: listing([]) }, SEARCH)).toMatchObject({ complete: false, failed: [] });
    expect(await ask({ b: listing([]) }, SEARCH)).toMatchObject({ complete: true });
  });

  it('is remembered: its records are not asked for again', async () => {
    const connector = listing([listed('hubspot:contact:1')]);
    const source = sourceOf('hubspot', connector, 'off', oneList);
    const scope = newScope();
    await listRecords('CRM', [source], SEARCH, scope);
    const byId = { by: 'id', value: 'hubspot:contact:1' } as const;
    await expect(findInScope(source, byId, null, scope)).resolves.toMatchObject([{ value: { id: byId.value }, fromCache: false }]);
    // One contact at most holds an address there.
    await findInScope(source, { by: 'email', value: 'ada@example.com' }, null, scope);
    expect(connector.asked).toEqual([]);
    await findInScope(source, byId, 0, scope);
    expect(connector.asked).toEqual([[byId]]);
  });

  it('comes from the cache, unless it must be live', async () => {
    const connector = listing([listed('hubspot:contact:1')]);
    const source = sourceOf('hubspot', connector, 'full', oneList);
    const fromCache = async (query: object) => {
      const { records } = await listRecords('CRM', [source], query, newScope());
      return records.map((record) => record.fromCache);
    };
    expect(await fromCache(SEARCH)).toEqual([false]);
    expect(await fromCache({ ...SEARCH, maxAgeSeconds: 60 })).toEqual([true]);
    expect(await fromCache({ ...SEARCH, maxAgeSeconds: 0 })).toEqual([false]);
    expect(await fromCache({ ...SEARCH, text: 'grace' })).toEqual([false]);
    expect(await fromCache({ ...SEARCH, most: 5 })).toEqual([false]);
  });

  it.each([
    ['nothing', undefined],
    ['an unknown kind', { kind: 'ALL', ...frame }],
    ['no filter', { kind: 'SEARCH', ...frame }],
    ['no limit', { kind: 'SEARCH', text: 'ada', maxAgeSeconds: null }],
    ['too high a limit', { ...SEARCH, most: 1_001 }],
    ['a day that is none', { ...CLOSING, to: '2026-02-30' }],
    ['an unknown priority', { ...OPEN_TICKETS, priorities: ['SOON'] }],
  ])('is refused with %s', async (_, query) => {
    const connector = listing([]);
    await expect(ask({ hubspot: connector }, query)).rejects.toThrow(InputError);
    expect(connector.searched).toEqual([]);
  });
});
