// Who is it? From what a request names to the customer, over all systems, by the very search that the `customer` subgraph makes: it is
// handed a directory that looks into Maps.
import type { Identifier } from '../../../platform/connector';
import { DOMAINS } from '../../../platform/exchange/domain';
import { identifiersOf } from '../../../platform/identity/identifiers';
import { DEFAULT_VIEW_OPTIONS, type MatchKeys, type ViewOptions } from '../../../platform/identity/match-keys';
import { parseRecordId } from '../../../platform/record';
import type { KnownConstraints } from '../../../subgraphs/customer/canonical-search';
import { displayNameOf } from '../../../subgraphs/customer/customer';
import type { Directory } from '../../../subgraphs/customer/directory';
import { createFinder, type Finder } from '../../../subgraphs/customer/find-customer';
import type { Shelves } from './systems';

/** A customer, as far as it takes to find their records. */
export interface Customer {
  keys: MatchKeys;
  displayName: string | null;
  /** What their records are looked up by. */
  identifiers: readonly Identifier[];
  shelves: Shelves;
}

/** Nobody has said anything of any two records. */
const NOTHING: KnownConstraints = { linkedTo: () => [], unlinkedFrom: () => [], staleSince: null, unlinkedSources: [] };

/** null = nobody. Rejects for an identifier that fits several. */
export async function findCustomer(identifier: Identifier, shelves: Shelves, options = DEFAULT_VIEW_OPTIONS): Promise<Customer | null> {
  const found = await finderOver(directoryOf(shelves)).one(identifier, options);
  return found === null ? null : customerOf(found.keys, shelves);
}

export function customerOf(keys: MatchKeys, shelves: Shelves): Customer {
  const [anchor] = keys.profiles;
  return { keys, displayName: anchor === undefined ? null : displayNameOf(anchor), identifiers: identifiersOf(keys.profiles), shelves };
}

export function finderOver(directory: Directory): Finder {
  return createFinder({ directory, askedSubgraphs: [], currentConstraints: () => Promise.resolve(NOTHING) });
}

/** Lists are for who needs them: `list` asks nobody here. */
export function directoryOf(shelves: Shelves): Directory {
  const unasked = (): Promise<never> => Promise.reject(new Error('no question by hand asks for it'));
  return {
    domains: DOMAINS,
    async find(domain, identifier) {
      const shelf = shelves[domain];
      if (identifier.by === 'id' && parseRecordId(identifier.value)?.source !== shelf.source) return { records: [], failure: null };
      return { records: (await shelf.find(identifier)).map(({ known }) => known), failure: null };
    },
    ...{ list: unasked, exported: unasked, sources: unasked, consistency: unasked },
  };
}

/** Options as a request writes them: what it leaves out is as everybody has it. */
export function withOptions(given: Partial<ViewOptions>): ViewOptions {
  return { ...DEFAULT_VIEW_OPTIONS, ...given };
}
