// What an invalidation is about, in the names and scopes of the store. Pure.
import { parseRecordId } from '../record';
import type { Invalidation } from './cache';
import { EVERYTHING, linksScope, listsScope, sourceScope, type CacheNaming } from './keys';

export interface Forgotten {
  names: readonly string[];
  scopes: readonly string[];
}

/** Ids that are no record's name nothing: of such a thing nothing can be kept. */
export function forgottenBy(what: Invalidation, naming: CacheNaming): Forgotten {
  if (what === 'everything') return { names: [], scopes: [EVERYTHING] };
  if ('source' in what) return { names: [], scopes: [sourceScope(what.source)] };
  const names: string[] = [];
  const scopes = new Set<string>();
  for (const id of what.records) {
    const source = parseRecordId(id)?.source;
    if (source === undefined) continue;
    names.push(...naming.everyNameOf(source, id));
    scopes.add(listsScope(source));
    if (what.keepLinks !== true) scopes.add(linksScope(source));
  }
  return { names, scopes: [...scopes] };
}
