// Which look-ups failed their canary, over all domains, wherever their subgraphs run: for /health/ready, which must answer at once
// and whatever state they are in.
import { randomUUID } from 'node:crypto';
import { DOMAINS } from '../platform/exchange/domain';
import { sourceReport } from '../platform/exchange/sources';
import type { SubgraphLink } from '../platform/link/link';
import { OURSELVES } from '../platform/request/caller';
import { toHeaders } from '../platform/request/headers';
import { within } from '../platform/request/patience';

/** A look-up that is not asked any more, until it works again. */
export interface BrokenLookup {
  source: string;
  by: string;
  /** ISO 8601. */
  checkedAt: string | null;
  note: string | null;
}

/** A subgraph elsewhere is waited for no longer; what it said last stands meanwhile. */
const WAIT_MS = 250;

/** Asks each domain when it is called, once at a time; never rejects. A domain that does not answer in time counts as it last did. */
export function createBrokenLookups(linkTo: (name: string) => SubgraphLink | undefined): () => Promise<readonly BrokenLookup[]> {
  const newest = new Map<string, readonly BrokenLookup[]>();
  let underWay: Promise<void> | undefined;

  async function ask(domain: string): Promise<void> {
    const link = linkTo(domain);
    if (link === undefined) return;
    const field = `_${domain}Sources`;
    const ids = { requestId: randomUUID(), scopeId: randomUUID() };
    const headers = toHeaders({ ...ids, caller: OURSELVES, deadlineMs: WAIT_MS, askedSubgraphs: [] });
    const query = `query Sources { ${field} }`;
    const { data } = await within(WAIT_MS, (patience) => link.send({ query, variables: {}, headers, patience }));
    const reports = sourceReport.array().safeParse(data?.[field]);
    if (!reports.success) return;
    const broken = reports.data.flatMap(({ id, lookups }) =>
      lookups
        .filter(({ status }) => status === 'UNSUPPORTED')
        .map(({ by, checkedAt, note }): BrokenLookup => ({ source: id, by, checkedAt, note })),
    );
    newest.set(domain, broken);
  }

  return async () => {
    underWay ??= Promise.allSettled(DOMAINS.map((domain) => ask(domain.toLowerCase())))
      .then(() => undefined)
      .finally(() => (underWay = undefined));
    await underWay;
    // A source that serves several domains is reported by each.
    const all = [...newest.values()].flat().map((lookup): [string, BrokenLookup] => [`${lookup.source} ${lookup.by}`, lookup]);
    return [...new Map(all).values()];
  };
}
