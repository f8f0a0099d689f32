// What people said of records, for tests of those who heed it.
import { createFinder, type Finder } from '../../../subgraphs/customer/find-customer';
import type { KnownConstraints } from '../../../subgraphs/customer/canonical-search';
import type { Directory } from '../../../subgraphs/customer/directory';
import { parseRecordId } from '../../../platform/record';

type Pair = readonly [string, string];

/** Constraints that hold exactly these pairs. */
export function constraintsOf(said: { linked?: readonly Pair[]; unlinked?: readonly Pair[]; staleSince?: number }): KnownConstraints {
  const partners = (pairs: readonly Pair[] = [], record: string): string[] =>
    pairs.flatMap(([a, b]) => (a === record ? [b] : b === record ? [a] : []));
  return {
    linkedTo: (record) => partners(said.linked, record),
    unlinkedFrom: (record) => partners(said.unlinked, record),
    staleSince: said.staleSince ?? null,
    unlinkedSources: (said.unlinked ?? []).map(([a, b]) => [parseRecordId(a)?.source ?? '', parseRecordId(b)?.source ?? '']),
  };
}

/** A finder over the directory; by default nobody said anything. */
export function finderOver(
  directory: Directory,
  asked: readonly string[] = [],
  constraints: KnownConstraints | null = constraintsOf({}),
): Finder {
  return createFinder({ directory, askedSubgraphs: asked, currentConstraints: () => Promise.resolve(constraints) });
}
