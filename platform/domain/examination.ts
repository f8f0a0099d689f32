// One source tried from end to end, past cache and ledger, for `npm run doctor`: is it there, does it take our credentials, may we
// read what we must, what is left of its limit, how wrong is a clock, and do its look-ups find its canary.
import { absentLike } from '../canary/absent';
import type { BatchRead, ListRead, RecordSource } from '../connector';
import { UpstreamError } from '../errors';
import type { Domain } from '../exchange/domain';
import type { Examination, Fact } from '../exchange/examination';
import type { Call } from '../http/call';
import { toError } from '../loader/shared-read';
import type { PersonRecord } from '../record';
import type { Source } from './source';

/** Tries reads by name, and notes how they went; none rejects. A read that the connector leaves out is not tried. */
export interface Attempt {
  /** One key of a batch read; null where it could not be read, or there is no key to try it with. */
  read<Value>(name: string, read: BatchRead<string, Value> | undefined, key: string | null | undefined): Promise<Value | null>;
  /** The first record of a list. */
  list<Filter, R extends PersonRecord>(name: string, read: ListRead<Filter, R> | undefined, filter: Filter): Promise<void>;
  other(name: string, read: (call: Call) => Promise<unknown>): Promise<void>;
}

/** Nobody's name, so that a search that is allowed answers with nothing. */
const NOBODY = 'Qxzvwj';

/** Never rejects. Asks one thing at a time. */
export async function examineSource<C extends RecordSource<R>, R extends PersonRecord>(
  domain: Domain,
  { name, vendor, connector, watch, canary, changesHeard, actions }: Source<C, R>,
  tryReads: (connector: C, record: R | null, attempt: Attempt) => Promise<void>,
): Promise<Examination> {
  const call: Call = { signal: new AbortController().signal, sent: watch.sent };
  const facts: Fact[] = [];

  async function tried<T>(read: string, ask: () => Promise<T | Error>): Promise<T | null> {
    const answer = await ask().catch(toError);
    facts.push({ about: 'read', read, scope: connector.scopes?.[read] ?? null, code: answer instanceof Error ? codeOf(answer) : null });
    return answer instanceof Error ? null : answer;
  }

  const [known] = canary.identifiers;
  const first = known ?? absentLike({ by: connector.lookups.some(({ by }) => by === 'email') ? 'email' : 'phone', value: '' });
  const found = first === null ? [] : await firstOf(connector.find, first, call).catch(toError);
  facts.push({ about: 'access', code: found instanceof Error ? codeOf(found) : null });
  const record = found instanceof Error || known === undefined ? null : (found[0] ?? null);

  const attempt: Attempt = {
    read: async (read, of, key) => (of === undefined || key == null ? null : tried(read, () => firstOf(of, key, call))),
    async list(read, of, filter) {
      if (of !== undefined) await tried(read, () => of(filter, 1, call));
    },
    async other(read, ask) {
      await tried(read, () => ask(call));
    },
  };
  await attempt.list('search', connector.search, { text: NOBODY });
  await tryReads(connector, record, attempt);

  await canary.check();
  facts.push({ about: 'clock', aheadSeconds: watch.aheadSeconds() }, { about: 'limit', left: watch.budgetLeft() });
  facts.push({ about: 'changes', heard: changesHeard }, { about: 'actions', names: [...actions.keys()] });
  for (const { by } of connector.lookups) facts.push({ about: 'lookup', by, ...canary.of(by) });
  return { source: name, vendor, domain, hasCanary: known !== undefined, facts };
}

async function firstOf<Key, Value>(read: BatchRead<Key, Value>, key: Key, call: Call): Promise<Value | Error> {
  const [answer = new Error('too few answers')] = await read([key], call);
  return answer;
}

function codeOf(error: Error): UpstreamError['code'] | 'INTERNAL_SERVER_ERROR' {
  return error instanceof UpstreamError ? error.code : 'INTERNAL_SERVER_ERROR';
}
