// An attempt with credentials that run out: logs in where that is needed, and once more where the session turns out to be over.
import { UpstreamError } from '../errors';
import type { Patience } from '../request/patience';
import type { Call } from './call';
import { parseJson, type Outcome } from './reply';
import type { Session } from './session';

/** What `send` answers with the session's headers; or why nobody is logged in. */
export async function loggedIn(
  source: string,
  session: Session,
  { call, patience, send }: { call: Call; patience: Patience; send(headers: Readonly<Record<string, string>>): Promise<Outcome> },
): Promise<Outcome> {
  const known = await headersOf(source, session, call, patience);
  if (known instanceof UpstreamError) return known;
  const outcome = await send(known);
  if (!isRefusal(session, outcome)) return outcome;
  session.refused(known);
  const renewed = await headersOf(source, session, call, patience);
  if (renewed instanceof UpstreamError) return renewed;
  const second = await send(renewed);
  if (!isRefusal(session, second)) return second;
  return new UpstreamError(source, 'UPSTREAM_DENIED', { cause: new Error('refused after a new log-in') });
}

function isRefusal(session: Session, outcome: Outcome): boolean {
  return !(outcome instanceof UpstreamError) && session.isRefusal(outcome.status, parseJson(outcome.body));
}

async function headersOf(
  source: string,
  session: Session,
  call: Call,
  patience: Patience,
): Promise<Readonly<Record<string, string>> | UpstreamError> {
  try {
    return await session.headers(call, patience);
  } catch (cause) {
    return cause instanceof UpstreamError ? cause : new UpstreamError(source, 'UPSTREAM_TIMEOUT', { cause });
  }
}
