// Which pages may open a connection. A browser asks nobody before it opens a WebSocket, whosever page wants it: without this, any page that
// somebody looks at could read a gateway on their machine.
import type { IncomingHttpHeaders } from 'node:http';

/** True for what is no browser, for pages of this gateway's own origin, and for those of `CORS_ORIGINS`. */
export function mayOpen({ origin, host }: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}
