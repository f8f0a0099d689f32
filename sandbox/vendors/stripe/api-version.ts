// Which API version an answer is in: https://docs.stripe.com/api/versioning. The emulator words one, with shapes that hold since
// 2025-03-31 ("basil", when invoices lost `paid` and `subscription`, charges `invoice`, subscriptions `current_period_end`).
import type { IncomingHttpHeaders } from 'node:http';
import type { VendorAnswer } from '../../http/message';
import { invalidRequest } from './errors';

/** The account's own, taken where a request names none. */
const API_VERSION = '2026-10-28.endive';
const OLDEST = '2025-03-31.basil';

/** 400 for what is no version, and for one with shapes the emulator does not have. null = served. */
export function refuseVersion(headers: IncomingHttpHeaders): VendorAnswer | null {
  const asked = askedFor(headers);
  return asked === null || isServed(asked) ? null : invalidRequest(`Invalid Stripe API version: ${asked}`, null);
}

/** The version an answer to this request is in, for its Stripe-Version. */
export function versionOf(headers: IncomingHttpHeaders): string {
  const asked = askedFor(headers);
  return asked !== null && isServed(asked) ? asked : API_VERSION;
}

function askedFor(headers: IncomingHttpHeaders): string | null {
  const asked = headers['stripe-version'];
  return typeof asked === 'string' ? asked : null;
}

/** Versions are compared by their date, which comes first. */
function isServed(version: string): boolean {
  return /^\d{4}-\d\d-\d\d\.[a-z]+$/.test(version) && version >= OLDEST && version <= API_VERSION;
}
