// The directory: one question to a domain, "which of your records hold these identifiers?", asked over the link of its
// subgraph. Questions of one turn go out as one; it knows no source and keeps nothing.
import { inChunks, type Identifier } from '../../platform/connector';
import { UpstreamError, type UpstreamCode } from '../../platform/errors';
import { MOST_IDENTIFIERS, recordMatches, type KnownRecord } from '../../platform/exchange/directory';
import { DOMAINS, type Domain } from '../../platform/exchange/domain';
import { domainExport, type DomainExport } from '../../platform/exchange/export';
import { listedRecords, type ListedRecords, type ListQuery } from '../../platform/exchange/list';
import { sourceReport, type SourceReport } from '../../platform/exchange/sources';
import type { SubgraphLink, SubgraphResponse } from '../../platform/link/link';
import { identifierKey, toIdentifier } from '../../platform/identity/identifiers';
import type { MatchKeys } from '../../platform/identity/match-keys';
import { createSharedRead, type SharedRead } from '../../platform/loader/shared-read';
import { askerOf } from '../../platform/request/asker';
import { toHeaders } from '../../platform/request/headers';
import { costs } from '../../platform/request/ledger';
import type { RequestScope } from '../../platform/request/scope';
import { toCacheConsistency, toSources, type CacheConsistency, type KnownSource } from './sources';

/** Records that hold an identifier, and whether some source of the domain could not say. */
export interface Finding {
  records: readonly KnownRecord[];
  /** The first failure; records of other sources stand beside it. */
  failure: UpstreamError | null;
}

export interface Directory {
  /** The domains that this deployment has, in the order in which they are preferred as anchors. */
  readonly domains: readonly Domain[];
  /** Never rejects. */
  find(domain: Domain, identifier: Identifier, maxAgeSeconds: number | null): Promise<Finding>;
  /** Whom a domain's own filter names. Rejects with an `UpstreamError` when the domain as a whole fails. */
  list(domain: Domain, query: ListQuery): Promise<ListedRecords>;
  /** All that a domain holds of a customer. Rejects with an `UpstreamError` when the domain as a whole fails. */
  exported(domain: Domain, keys: MatchKeys): Promise<DomainExport>;
  /** The sources of all domains, each once; a domain that does not answer is left out. */
  sources(): Promise<KnownSource[]>;
  /** What each source's cache check said, each source once; `sample` records of each are compared. */
  consistency(sample: number): Promise<CacheConsistency[]>;
}

/** The directory of one request. */
export function createDirectory(linkTo: (name: string) => SubgraphLink | undefined, scope: RequestScope): Directory {
  const domains = DOMAINS.filter((domain) => linkTo(nameOf(domain)) !== undefined);

  async function ask(domain: Domain, query: string, variables: Record<string, unknown>): Promise<SubgraphResponse> {
    const link = linkTo(nameOf(domain));
    if (link === undefined) throw new Error('a domain without a link');
    const deadlineMs = scope.deadlineAt - Date.now();
    const { requestId, scopeId, caller, askedSubgraphs, priority, patience } = scope;
    const headers = toHeaders({ requestId, scopeId, caller, deadlineMs, askedSubgraphs, priority });
    const response = await link.send({ query, variables, headers, patience });
    scope.ledger.addAll(costsOf(response));
    return response;
  }

  const finders = new Map(
    domains.map((domain): [Domain, SharedRead<Finding>] => [
      domain,
      createSharedRead<Finding>({
        windowMs: 0,
        async read(keys, { maxAgeSeconds }) {
          const field = `_${nameOf(domain)}Records`;
          const query = `query Directory($query: RecordQuery!) { ${field}(query: $query) }`;
          const chunks = await Promise.all(
            inChunks(keys.map(toIdentifier), MOST_IDENTIFIERS).map(async (identifiers) => {
              const response = await ask(domain, query, { query: { identifiers, maxAgeSeconds } });
              const answer = recordMatches.safeParse(response.data?.[field]);
              if (!answer.success) throw new UpstreamError(nameOf(domain), 'UPSTREAM_CONTRACT');
              const { matches, failed } = answer.data;
              return identifiers.map(({ by }, index): Finding => {
                const first = failed.find((one) => one.by === undefined || one.by === by);
                return {
                  records: matches[index] ?? [],
                  failure: first === undefined ? null : new UpstreamError(first.source, toCode(first.code)),
                };
              });
            }),
          );
          const fetchedAt = Date.now();
          return chunks.flat().map((value) => ({ value, fetchedAt, fromCache: false }));
        },
      }),
    ]),
  );

  return {
    domains,
    async find(domain, identifier, maxAgeSeconds) {
      const finder = finders.get(domain);
      if (finder === undefined) return { records: [], failure: null };
      try {
        const { value } = await scope.untilDeadline(nameOf(domain), finder.load(identifierKey(identifier), askerOf(scope, maxAgeSeconds)));
        return value;
      } catch (error) {
        return {
          records: [],
          failure: error instanceof UpstreamError ? error : new UpstreamError(nameOf(domain), 'UPSTREAM_UNAVAILABLE', { cause: error }),
        };
      }
    },
    async list(domain, query) {
      const field = `_${nameOf(domain)}List`;
      const text = `query List($query: ListQuery!) { ${field}(query: $query) }`;
      const { data } = await scope.untilDeadline(nameOf(domain), ask(domain, text, { query }));
      const answer = listedRecords.safeParse(data?.[field]);
      if (!answer.success) throw new UpstreamError(nameOf(domain), 'UPSTREAM_CONTRACT');
      return answer.data;
    },
    async exported(domain, keys) {
      const field = `_${nameOf(domain)}Export`;
      const text = `query Export($keys: MatchKeys!) { ${field}(keys: $keys) }`;
      const { data } = await scope.untilDeadline(nameOf(domain), ask(domain, text, { keys }));
      const answer = domainExport.safeParse(data?.[field]);
      if (!answer.success) throw new UpstreamError(nameOf(domain), 'UPSTREAM_CONTRACT');
      return answer.data;
    },
    sources: async () => toSources(await reports(null)),
    consistency: async (sample) => toCacheConsistency(await reports(sample)),
  };

  async function reports(sample: number | null): Promise<SourceReport[]> {
    const all = await Promise.all(
      domains.map(async (domain) => {
        const field = `_${nameOf(domain)}Sources`;
        const asked = scope.untilDeadline(
          nameOf(domain),
          ask(domain, `query Sources($sample: Int) { ${field}(sample: $sample) }`, { sample }),
        );
        const answer = await asked.catch(() => null);
        const parsed = sourceReport.array().safeParse(answer?.data?.[field]);
        return parsed.success ? parsed.data : [];
      }),
    );
    return all.flat();
  }
}

/** The domain's subgraph. */
export function nameOf(domain: Domain): string {
  return domain.toLowerCase();
}

const CODES: readonly UpstreamCode[] = [
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_DENIED',
  'UPSTREAM_CONTRACT',
  'UPSTREAM_UNSUPPORTED',
  'LOOKUP_UNSUPPORTED',
];

/** The code that a domain names a failed source by. */
export function toCode(code: string): UpstreamCode {
  return CODES.find((known) => known === code) ?? 'UPSTREAM_UNAVAILABLE';
}

function costsOf({ extensions }: SubgraphResponse): ReturnType<typeof costs.parse> {
  const report = extensions?.['customerGraph'];
  const parsed = costs.safeParse(typeof report === 'object' && report !== null && 'costs' in report ? report.costs : {});
  return parsed.success ? parsed.data : {};
}
