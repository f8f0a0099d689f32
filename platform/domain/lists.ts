// A domain's lists: each source is asked its own filter, behind the cache, and the answers become one list. What came along is
// remembered for the request, so that the customers' views read none of it again.
import type { RecordSource } from '../connector';
import { InputError } from '../errors';
import type { Domain } from '../exchange/domain';
import { listQuery, type ListedKnownRecord, type ListedRecords, type ListQuery } from '../exchange/list';
import { toError, toldOf, type Loaded } from '../loader/shared-read';
import { codeOf } from '../loader/source-watch';
import type { PersonRecord } from '../record';
import { askerOf } from '../request/asker';
import type { RequestScope } from '../request/scope';
import { toPersonEvidence } from './evidence';
import { rememberInScope } from './scoped-find';
import type { Source } from './source';

/** One text a list, however fresh it must be. */
function listKey(query: ListQuery): string {
  return JSON.stringify({ ...query, maxAgeSeconds: null });
}

/** Never rejects but for a malformed query: sources that fail, or have no such list, are named. */
export async function listRecords<C extends RecordSource<R>, R extends PersonRecord>(
  domain: Domain,
  sources: readonly Source<C, R>[],
  given: unknown,
  scope: RequestScope,
): Promise<ListedRecords> {
  const parsed = listQuery.safeParse(given);
  if (!parsed.success) throw new InputError('The list query of a domain is malformed.');
  const query = parsed.data;
  const failed: ListedRecords['failed'] = [];
  const unsupported: string[] = [];
  let complete = true;
  const lists = await Promise.all(
    sources.map(async (source): Promise<ListedKnownRecord[]> => {
      if (!source.hasList(query)) {
        unsupported.push(source.name);
        return [];
      }
      const late = scope.givenUp(source.name);
      try {
        if (late !== undefined) throw late;
        const list = await scope.untilDeadline(source.name, source.list.load(listKey(query), askerOf(scope, query.maxAgeSeconds)));
        complete &&= list.value.complete;
        scope.ledger.add(source.name, toldOf(list));
        return list.value.records.map(({ record, items }) => {
          const loaded: Loaded<R> = { value: record, fetchedAt: list.fetchedAt, fromCache: list.fromCache };
          rememberInScope(source, loaded, query.maxAgeSeconds, scope);
          return {
            person: toPersonEvidence(record),
            items: [...items],
            fetchedAt: new Date(list.fetchedAt).toISOString(),
            fromCache: list.fromCache,
          };
        });
      } catch (error) {
        const code = codeOf(toError(error));
        if (code === 'UPSTREAM_UNSUPPORTED') unsupported.push(source.name);
        else failed.push({ source: source.name, code });
        return [];
      }
    }),
  );
  return { domain, records: merged(lists, query), failed, unsupported, complete };
}

/** Lists that have an order of their own are merged by it; others take turns, so that each source's best come first. */
function merged(lists: readonly ListedKnownRecord[][], { kind }: ListQuery): ListedKnownRecord[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const inTurns = Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
  if (kind !== 'OVERDUE' && kind !== 'CLOSING') return inTurns;
  const first = ({ items }: ListedKnownRecord): string => items.map(({ at }) => at ?? '9999').sort()[0] ?? '9999';
  return inTurns.toSorted((a, b) => (first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : 0));
}
