// One check of a source's look-ups by its canary: right case, wrong case, absent. Each question goes to the connector alone and by
// itself: in one request with others, an answer to one would pass for an answer to the next.
import type { Identifier, LookupBy, RecordSource } from '../connector';
import { UpstreamError } from '../errors';
import type { Call } from '../http/call';
import { toError } from '../loader/shared-read';
import type { PersonRecord, RecordId } from '../record';
import { absentLike } from './absent';

/** What one check says of one way. `UNTOLD`: the source could not be asked, which says nothing of its look-ups. */
export interface Finding {
  by: LookupBy;
  outcome: 'SUPPORTED' | 'UNSUPPORTED' | 'UNTOLD';
  /** For people, without any identifier; null where all is well. */
  note: string | null;
}

interface Answer {
  identifier: Identifier;
  ids: readonly RecordId[] | Error;
}

/**
 * Tries each identifier of the canary, in this order (the first that finds somebody is believed), and its record's id where that was
 * not given. Never rejects. The source is asked one question at a time.
 */
export async function probeLookups<R extends PersonRecord>(
  connector: RecordSource<R>,
  identifiers: readonly Identifier[],
  call: Call,
): Promise<Finding[]> {
  const answers: Answer[] = [];
  for (const identifier of identifiers) answers.push({ identifier, ids: (await ask(connector, identifier, call)).ids });
  const found = answers.flatMap(({ ids }) => (ids instanceof Error ? [] : [...ids]));
  const [first] = found;
  if (first !== undefined && !identifiers.some(({ by }) => by === 'id') && connector.lookups.some(({ by }) => by === 'id')) {
    const own: Identifier = { by: 'id', value: first };
    answers.push({ identifier: own, ids: (await ask(connector, own, call)).ids });
  }
  const believed = answers.find(({ ids }) => !(ids instanceof Error) && ids.length > 0);
  const findings: Finding[] = [];
  for (const answer of answers) findings.push(await judge(connector, answer, believed, call));
  return findings;
}

async function judge<R extends PersonRecord>(
  connector: RecordSource<R>,
  { identifier, ids }: Answer,
  believed: Answer | undefined,
  call: Call,
): Promise<Finding> {
  const { by } = identifier;
  const unsupported = (note: string): Finding => ({ by, outcome: 'UNSUPPORTED', note });
  if (ids instanceof Error) {
    return { by, outcome: 'UNTOLD', note: `could not be asked: ${ids instanceof UpstreamError ? ids.code : 'INTERNAL_SERVER_ERROR'}` };
  }
  if (believed === undefined) return unsupported('finds nothing, nor does any other way: is the canary record still there?');
  if (ids.length === 0) return unsupported(`does not find the canary record, which is found by ${believed.identifier.by}`);
  const known = believed.ids instanceof Error ? [] : believed.ids;
  const isKnown = (id: RecordId): boolean => known.includes(id);
  if (!ids.some(isKnown)) return unsupported(`finds another record than by ${believed.identifier.by}`);

  const otherCase = inOtherCase(identifier);
  const tellsCase = connector.lookups.find((lookup) => lookup.by === by)?.caseSensitive ?? true;
  if (otherCase !== null && !tellsCase) {
    const answer = await ask(connector, otherCase, call);
    if (!(answer.ids instanceof Error) && !answer.ids.some((id) => ids.includes(id))) {
      return unsupported('misses an address that is written in another case');
    }
  }
  const absent = absentLike(identifier);
  if (absent !== null) {
    const answer = await ask(connector, absent, call);
    if (answer.unasked > 0 || (!(answer.ids instanceof Error) && answer.ids.length > 0)) {
      return unsupported('answers with records that were not asked for: its filter is ignored');
    }
  }
  return { by, outcome: 'SUPPORTED', note: null };
}

/** The address with its local part in capitals; null where there are no letters, or none that come back. */
function inOtherCase({ by, value }: Identifier): Identifier | null {
  const at = value.lastIndexOf('@');
  const other = value.slice(0, at).toUpperCase() + value.slice(at);
  return by === 'email' && other !== value && other.toLowerCase() === value ? { by, value: other } : null;
}

async function ask<R extends PersonRecord>(
  connector: RecordSource<R>,
  identifier: Identifier,
  call: Call,
): Promise<{ ids: readonly RecordId[] | Error; unasked: number }> {
  let unasked = 0;
  try {
    const [answer = new Error('too few answers')] = await connector.find([identifier], {
      ...call,
      unasked: (records) => void (unasked += records),
    });
    return { ids: answer instanceof Error ? answer : answer.map(({ id }) => id), unasked };
  } catch (error) {
    return { ids: toError(error), unasked };
  }
}
