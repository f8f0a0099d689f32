// The versions of Intercom's API, chosen by the header `Intercom-Version`.
// https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/api-versioning
import type { IncomingHttpHeaders } from 'node:http';

/** That of the app, for requests that name none. */
const DEFAULT_MINOR = 15;
/** From this one on, 410 and a link tell of a merged contact; before, it is simply not found. */
const MERGES_TOLD_FROM = 16;
/** The oldest and the newest that this emulator takes: those with the contacts of today, of which a description is published. */
const [OLDEST, NEWEST] = [7, 16];

/** The number behind `2.`; null = there is no such version. */
function minorOf(headers: IncomingHttpHeaders): number | null {
  const given = headers['intercom-version'];
  if (given === undefined) return DEFAULT_MINOR;
  const minor = Number(/^2\.(\d+)$/.exec(String(given))?.[1]);
  return minor >= OLDEST && minor <= NEWEST ? minor : null;
}

export function isKnownVersion(headers: IncomingHttpHeaders): boolean {
  return minorOf(headers) !== null;
}

/** Whether this caller is told what became of a merged contact. */
export function tellsMerges(headers: IncomingHttpHeaders): boolean {
  return (minorOf(headers) ?? DEFAULT_MINOR) >= MERGES_TOLD_FROM;
}
