// A directory of plain records, which counts its questions and can lose a domain.
import type { Identifier } from '../../../platform/connector';
import { UpstreamError } from '../../../platform/errors';
import { DOMAINS, type Domain } from '../../../platform/exchange/domain';
import type { PersonEvidence } from '../../../platform/exchange/evidence';
import type { Directory } from '../../../subgraphs/customer/directory';

export interface FakeDirectory extends Directory {
  /** `CRM email:ada@example.com`, in the order asked. */
  asked: string[];
  /** Domains that cannot be asked. */
  dead: Set<Domain>;
  /** Ids that their source answers with another record. */
  moved: Map<string, string>;
  /** Who is on each domain's list; no entry = its sources have none. */
  lists: Partial<Record<Domain, { person: PersonEvidence; items?: string[] }[]>>;
  /** Sources of a domain that fail when a list is asked of it. */
  failing: Map<Domain, string[]>;
}

export function fakeDirectory(records: Partial<Record<Domain, PersonEvidence[]>>): FakeDirectory {
  const directory: FakeDirectory = {
    domains: DOMAINS.filter((domain) => records[domain] !== undefined),
    asked: [],
    dead: new Set(),
    moved: new Map(),
    lists: {},
    failing: new Map(),
    async find(domain, identifier, maxAgeSeconds) {
      directory.asked.push(`${domain} ${identifier.by}:${identifier.value}${maxAgeSeconds === null ? '' : ` within ${maxAgeSeconds}`}`);
      if (directory.dead.has(domain)) return { records: [], failure: new UpstreamError(domain.toLowerCase(), 'UPSTREAM_UNAVAILABLE') };
      const wanted =
        identifier.by === 'id' ? { ...identifier, value: directory.moved.get(identifier.value) ?? identifier.value } : identifier;
      const found = (records[domain] ?? []).filter((person) => holds(person, wanted));
      return { records: found.map((person) => ({ person, fetchedAt: '2026-11-22T12:00:00.000Z', fromCache: false })), failure: null };
    },
    async list(domain, query) {
      directory.asked.push(`${domain} list ${query.kind} ${query.most}`);
      if (directory.dead.has(domain)) throw new UpstreamError(domain.toLowerCase(), 'UPSTREAM_UNAVAILABLE');
      const listed = directory.lists[domain] ?? [];
      const unsupported = directory.lists[domain] === undefined ? [domain.toLowerCase()] : [];
      return {
        domain,
        records: listed.slice(0, query.most).map(({ person, items = [] }) => ({
          person,
          items: items.map((id) => ({ id, url: null, title: null, at: null, amount: null })),
          fetchedAt: '2026-11-22T12:00:00.000Z',
          fromCache: false,
        })),
        failed: (directory.failing.get(domain) ?? []).map((source) => ({ source, code: 'UPSTREAM_TIMEOUT' })),
        unsupported,
        complete: listed.length <= query.most,
      };
    },
    exported: (domain) => Promise.resolve({ domain, records: [], candidates: [], missing: [] }),
    sources: () => Promise.resolve([]),
    consistency: () => Promise.resolve([]),
  };
  return directory;
}

function holds(person: PersonEvidence, { by, value }: Identifier): boolean {
  if (by === 'id') return person.id === value;
  if (by === 'externalId') return person.externalIds.includes(value);
  return (by === 'email' ? person.emails : person.phones).some((point) => point.value === value);
}
