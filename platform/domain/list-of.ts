// How the connectors of a domain answer its lists: each domain says which of their reads is which list. Knows no source and no
// request; lists.ts asks.
import type { BatchRead, ListRead, RecordList, RecordSource } from '../connector';
import { listQuery, type ListQuery } from '../exchange/list';
import type { Call } from '../http/call';
import { toError } from '../loader/shared-read';
import type { PersonRecord } from '../record';

/** How a domain's connectors answer a list; undefined = this one has no such list. */
export type ListOf<C extends RecordSource<R>, R extends PersonRecord> = (
  connector: C,
  query: ListQuery,
) => ((call: Call) => Promise<RecordList<R>>) | undefined;

/** The lists of one source as a batch read: keys are made by `listKey`. */
export function listsOfConnector<C extends RecordSource<R>, R extends PersonRecord>(
  connector: C,
  listOf: ListOf<C, R>,
): BatchRead<string, RecordList<R>> {
  return (keys, call) =>
    Promise.all(
      keys.map(async (key): Promise<RecordList<R> | Error> => {
        const read = listOf(connector, listQuery.parse(JSON.parse(key)));
        if (read === undefined) return new Error('a list that this connector does not have');
        return read(call).catch(toError);
      }),
    );
}

/** Asks `read` with the frame of a query; undefined where the connector has no such read. */
export function withFilter<Filter, R extends PersonRecord>(
  read: ListRead<Filter, R> | undefined,
  filter: Filter,
  { most }: ListQuery,
): ((call: Call) => Promise<RecordList<R>>) | undefined {
  return read === undefined ? undefined : (call) => read(filter, most, call);
}
