import { setTimeout as pause } from 'node:timers/promises';
import { UpstreamError } from '../../../platform/errors';
import { MOST_IDENTIFIERS, recordQuery } from '../../../platform/exchange/directory';
import type { SubgraphLink, SubgraphRequest, SubgraphResponse } from '../../../platform/link/link';
import { fromHeaders } from '../../../platform/request/headers';
import { createDirectory } from '../../../subgraphs/customer/directory';
import { newScope } from '../../platform/domain/fake-domain';
import { someone } from './answers';

interface FakeLink extends SubgraphLink {
  requests: SubgraphRequest[];
}

function fakeLink(name: string, answer: (request: SubgraphRequest) => SubgraphResponse | Promise<SubgraphResponse>): FakeLink {
  const requests: SubgraphRequest[] = [];
  return {
    name,
    requests,
    async send(request) {
      requests.push(request);
      return answer(request);
    },
    close: () => Promise.resolve(),
  };
}

/** Answers each identifier with a record of that id. */
function knowing(domain: 'CRM' | 'SUPPORT', failed: { source: string; code: string; by?: 'email' | 'id' }[] = []): FakeLink {
  const name = domain.toLowerCase();
  return fakeLink(name, ({ variables }) => {
    const { identifiers } = recordQuery.parse(variables?.['query']);
    const matches = identifiers.map(({ value }) => [
      { person: someone(`acme:contact:${value}`), fetchedAt: '2026-11-22T12:00:00.000Z', fromCache: false },
    ]);
    const cost = { calls: 1, keys: 1, cacheHits: 0, ms: 1, ageSeconds: 0, budgetLeft: null, error: null };
    return { data: { [`_${name}Records`]: { domain, matches, failed } }, extensions: { customerGraph: { costs: { acme: cost } } } };
  });
}

function directoryOf(links: FakeLink[], scope = newScope()) {
  return { scope, directory: createDirectory((name) => links.find((link) => link.name === name), scope) };
}

const email = (value: string) => ({ by: 'email', value }) as const;

describe('the directory', () => {
  it('has the domains of this deployment, the preferred one first', () => {
    expect(directoryOf([knowing('SUPPORT'), knowing('CRM')]).directory.domains).toEqual(['CRM', 'SUPPORT']);
  });

  it('knows of a look-up that failed which questions it concerns', async () => {
    const { directory } = directoryOf([knowing('CRM', [{ source: 'acme', code: 'LOOKUP_UNSUPPORTED', by: 'email' }])]);
    const [byEmail, byId] = await Promise.all([
      directory.find('CRM', email('a'), null),
      directory.find('CRM', { by: 'id', value: 'b' }, null),
    ]);
    expect(byEmail.failure).toMatchObject({ source: 'acme', code: 'LOOKUP_UNSUPPORTED' });
    expect(byId.failure).toBeNull();
  });

  it('puts the questions of one turn into one, with the request’s own frame', async () => {
    const link = knowing('CRM');
    const { directory, scope } = directoryOf([link]);
    const findings = await Promise.all(['a', 'b', 'a'].map((value) => directory.find('CRM', email(value), null)));
    expect(findings.map(({ records }) => records[0]?.person.id)).toEqual(['acme:contact:a', 'acme:contact:b', 'acme:contact:a']);
    expect(link.requests).toHaveLength(1);
    expect(fromHeaders(link.requests[0]?.headers ?? {})).toMatchObject({ requestId: scope.requestId, scopeId: scope.scopeId });
    expect(scope.ledger.drain()).toMatchObject({ acme: { calls: 1 } });
  });

  it('keeps to what one question may hold', async () => {
    const link = knowing('CRM');
    const { directory } = directoryOf([link]);
    const values = Array.from({ length: MOST_IDENTIFIERS + 1 }, (_, index) => String(index));
    const findings = await Promise.all(values.map((value) => directory.find('CRM', email(value), null)));
    expect(findings.map(({ records }) => records[0]?.person.id)).toEqual(values.map((value) => `acme:contact:${value}`));
    expect(link.requests).toHaveLength(2);
  });

  it('knows nothing of a domain that is not there', async () => {
    await expect(directoryOf([]).directory.find('CRM', email('a'), null)).resolves.toEqual({ records: [], failure: null });
  });

  it('says beside its records which source could not be asked', async () => {
    const { directory } = directoryOf([knowing('CRM', [{ source: 'salesforce', code: 'UPSTREAM_DENIED' }])]);
    await expect(directory.find('CRM', email('a'), null)).resolves.toMatchObject({
      records: [{ person: { id: 'acme:contact:a' } }],
      failure: { source: 'salesforce', code: 'UPSTREAM_DENIED' },
    });
  });

  it.each([
    ['its link fails', () => Promise.reject(new UpstreamError('crm', 'UPSTREAM_UNAVAILABLE')), 'UPSTREAM_UNAVAILABLE'],
    ['it has a bug', () => Promise.reject(new Error('bug')), 'UPSTREAM_UNAVAILABLE'],
    ['it answers something else', () => ({ data: { _crmRecords: 'what?' } }), 'UPSTREAM_CONTRACT'],
    ['it answers with errors alone', () => ({ errors: [{ message: 'no', extensions: { code: 'X' } }] }), 'UPSTREAM_CONTRACT'],
  ])('does not reject when %s', async (_, answer, code) => {
    const { directory, scope } = directoryOf([fakeLink('crm', answer)]);
    await expect(directory.find('CRM', email('a'), null)).resolves.toMatchObject({ records: [], failure: { code, source: 'crm' } });
    expect(Object.keys(scope.ledger.drain())).toEqual(['crm']);
  });

  it('waits until the deadline and no longer, also for the list of sources', async () => {
    const hanging = fakeLink('crm', () => pause(5_000, {}, { ref: false }));
    const source = { id: 'zendesk', vendor: 'zendesk', health: 'UP', lookups: [], cacheMode: 'off', budgetLeft: null };
    const support = fakeLink('support', () => ({ data: { _supportSources: [{ ...source, domain: 'SUPPORT' }] } }));
    const { directory } = directoryOf([hanging, support], newScope(60));
    const started = performance.now();
    const [finding, sources] = await Promise.all([directory.find('CRM', email('a'), null), directory.sources()]);
    expect(finding).toMatchObject({ records: [], failure: { code: 'UPSTREAM_TIMEOUT' } });
    // A process that says nothing of its mapping is an older one.
    expect(sources).toEqual([{ ...source, domains: ['SUPPORT'], mapping: [], custom: [] }]);
    expect(performance.now() - started).toBeLessThan(1_000);
    await pause(20);
    expect(hanging.requests.every(({ patience }) => patience?.isOver)).toBe(true);
  });
});

describe('a list', () => {
  const query = { kind: 'OVERDUE', minDays: 14, most: 100, maxAgeSeconds: null } as const;
  const list = {
    ...{ domain: 'CRM', failed: [], unsupported: ['acme'], complete: true },
    records: [{ person: someone('acme:contact:1'), items: [], fetchedAt: '2026-11-22T12:00:00.000Z', fromCache: false }],
  };

  it('is asked of its domain, and is answered as it is', async () => {
    const link = fakeLink('crm', () => ({ data: { _crmList: list } }));
    const { directory } = directoryOf([link]);
    await expect(directory.list('CRM', query)).resolves.toEqual(list);
    expect(link.requests[0]?.variables).toEqual({ query });
  });

  it.each([{ data: { _crmList: null } }, { data: null }, { data: { _crmList: { ...list, records: [{ person: {} }] } } }])(
    'that is none fails by its contract: %j',
    async (answer) => {
      const { directory } = directoryOf([fakeLink('crm', () => answer)]);
      await expect(directory.list('CRM', query)).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT', source: 'crm' });
    },
  );

  it('fails with its domain', async () => {
    const { directory } = directoryOf([fakeLink('crm', () => Promise.reject(new UpstreamError('crm', 'UPSTREAM_UNAVAILABLE')))]);
    await expect(directory.list('CRM', query)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});
