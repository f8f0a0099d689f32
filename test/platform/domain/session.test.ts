import { createDomainSession } from '../../../platform/domain/session';
import { InputError, UpstreamError } from '../../../platform/errors';
import { recordMatches } from '../../../platform/exchange/directory';
import { sourceReport } from '../../../platform/exchange/sources';
import { person } from '../identity/people';
import { fakeConnector } from '../loader/fake-source';
import { brokenAt, matchKeysOf, newScope, sourceOf } from './fake-domain';

const ADA = person('hubspot:contact:1', { fullName: 'Ada Lovelace', email: 'ada@example.com', raw: { secret: true } });
const query = (...values: string[]) => ({ identifiers: values.map((value) => ({ by: 'email', value })), maxAgeSeconds: null });

describe('a domain within a request', () => {
  it('has one inquiry for the same keys, in every fetch of the request', () => {
    const sources = [sourceOf('hubspot', fakeConnector([ADA]))];
    const scope = newScope();
    const keys = matchKeysOf([ADA]);
    const first = createDomainSession('CRM', sources, scope).inquiry(keys);
    expect(createDomainSession('CRM', sources, scope).inquiry(JSON.parse(JSON.stringify(keys)))).toBe(first);
    // The same anchor, reached by way of another record or with other options, may have other records.
    const session = createDomainSession('CRM', sources, scope);
    expect(session.inquiry(matchKeysOf([ADA, person('zendesk:user:7')]))).not.toBe(first);
    expect(session.inquiry(matchKeysOf([ADA], { maxAgeSeconds: 0 }))).not.toBe(first);
  });

  it('refuses what is none', async () => {
    const session = createDomainSession('CRM', [], newScope());
    expect(() => session.inquiry({ anchor: 'a:b:c' })).toThrow(InputError);
    await expect(session.records({ identifiers: 'all' })).rejects.toThrow(InputError);
    await expect(session.list({ kind: 'ALL' })).rejects.toThrow(InputError);
  });

  it('answers the directory in the order asked, without raw answers', async () => {
    const session = createDomainSession('CRM', [sourceOf('hubspot', fakeConnector([ADA]))], newScope());
    const answer = await session.records(query('nobody@example.com', 'ada@example.com'));
    expect(recordMatches.parse(answer)).toEqual(answer);
    expect(answer.matches.map((matches) => matches.map(({ person: found }) => found.id))).toEqual([[], [ADA.id]]);
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer.failed).toEqual([]);
  });

  it('answers a list of its own', async () => {
    const connector = { ...fakeConnector([]), search: async () => ({ records: [{ record: ADA, items: [] }], complete: true }) };
    const session = createDomainSession('CRM', [sourceOf('hubspot', connector)], newScope());
    const answer = await session.list({ kind: 'SEARCH', text: 'ada', most: 10, maxAgeSeconds: null });
    expect(answer).toMatchObject({ domain: 'CRM', records: [{ person: { id: ADA.id } }], complete: true });
  });

  it('reads what is no customer’s, and notes what that cost and how it failed', async () => {
    const scope = newScope();
    const source = sourceOf('hubspot', fakeConnector([]));
    const session = createDomainSession('CRM', [source], scope);
    const pipelines = source.cached('pipelines', async (keys) => keys.map((key) => `all of ${key}`), 30);
    await expect(session.read(source, pipelines, 'sales')).resolves.toBe('all of sales');
    expect(scope.ledger.drain()).toMatchObject({ hubspot: { keys: 1, error: null } });

    const failure = new UpstreamError('hubspot', 'UPSTREAM_TIMEOUT');
    const hanging = source.cached('stages', async () => Promise.reject(failure), 30);
    await expect(session.read(source, hanging, 'sales')).rejects.toBe(failure);
    expect(scope.ledger.drain()).toMatchObject({ hubspot: { error: 'UPSTREAM_TIMEOUT' } });
    // Waited for once in a request.
    await expect(session.read(source, pipelines, 'sales')).rejects.toBe(failure);
  });

  it('asks only the source that an id names', async () => {
    const [hubspot, salesforce] = [fakeConnector([ADA]), fakeConnector([])];
    const session = createDomainSession('CRM', [sourceOf('hubspot', hubspot), sourceOf('salesforce', salesforce)], newScope());
    const answer = await session.records({ identifiers: [{ by: 'id', value: ADA.id }], maxAgeSeconds: null });
    expect(answer.matches[0]).toHaveLength(1);
    expect([hubspot.asked.length, salesforce.asked.length]).toEqual([1, 0]);
  });

  it('names a look-up that failed its canary by its way alone, and does not ask it', async () => {
    const connector = fakeConnector([ADA]);
    const session = createDomainSession('CRM', [brokenAt(sourceOf('hubspot', connector), 'email')], newScope());
    const answer = await session.records({
      identifiers: [
        { by: 'email', value: 'ada@example.com' },
        { by: 'id', value: ADA.id },
      ],
      maxAgeSeconds: null,
    });
    expect(recordMatches.parse(answer)).toEqual(answer);
    expect(answer.matches.map(({ length }) => length)).toEqual([0, 1]);
    expect(answer.failed).toEqual([{ source: 'hubspot', code: 'LOOKUP_UNSUPPORTED', by: 'email' }]);
    expect(connector.asked).toEqual([[{ by: 'id', value: ADA.id }]]);
  });

  it('names sources that failed, once, beside what the others found', async () => {
    const broken = fakeConnector([]);
    broken.failure = new UpstreamError('salesforce', 'UPSTREAM_DENIED');
    const session = createDomainSession('CRM', [sourceOf('hubspot', fakeConnector([ADA])), sourceOf('salesforce', broken)], newScope());
    const answer = await session.records(query('ada@example.com', 'bob@example.com'));
    expect(answer.matches.map(({ length }) => length)).toEqual([1, 0]);
    expect(answer.failed).toEqual([{ source: 'salesforce', code: 'UPSTREAM_DENIED' }]);
  });

  it('describes its sources', async () => {
    const mapping = [{ of: 'PersonRecord', field: 'emails', from: 'email', by: 'normaliseEmail' }];
    const custom = [{ key: 'tier', path: 'properties.tier' }];
    const source = sourceOf('hubspot', { ...fakeConnector([], ['email']), mapping }, 'off', undefined, custom);
    const [report] = await createDomainSession('CRM', [source], newScope()).reports(null);
    expect(sourceReport.parse(report)).toEqual({
      ...{ id: 'hubspot', domain: 'CRM', vendor: 'hubspot', health: 'UNKNOWN', cacheMode: 'off', budgetLeft: null, cacheCheck: null },
      lookups: [
        {
          ...{ by: 'email', keysPerCall: 100, caseSensitive: false, lagSeconds: null },
          ...{ status: 'UNCHECKED', checkedAt: null, note: 'HUBSPOT_CANARY names none' },
        },
      ],
      ...{ mapping, custom },
    });
  });
});
