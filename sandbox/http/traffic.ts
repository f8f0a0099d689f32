// Writes down what was asked of a pretend vendor and what it answered, where SANDBOX_TRAFFIC names a folder: one JSON line an
// exchange, one file a process and vendor. Read by the judge (test/vendor-contracts), which holds both against the vendor's
// published contract. Without the variable there is no recorder. Credentials are never written.
import { appendFileSync, mkdirSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import type { Fault } from './faults';

/** One request, and the answer to it. */
export interface Exchange {
  readonly vendor: string;
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Those of `REQUEST_HEADERS` that were sent. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** As sent, but for secrets; empty when there was none. */
  readonly requestBody: string;
  /** 0 = never answered. */
  readonly status: number;
  /** The fault that answered in the vendor's place; null = the emulator's own answer. */
  readonly fault: Fault['mode'] | null;
  /** As the emulator writes their names. */
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** What was sent as JSON, but for secrets; null when empty. */
  readonly answer: unknown;
}

export type Recorder = (exchange: Omit<Exchange, 'vendor'>) => void;

/** What says who asks, in which form and in which version: everything else is the connection's business, or a credential. */
const REQUEST_HEADERS = ['accept', 'content-type', 'user-agent', 'revision', 'stripe-version', 'intercom-version', 'vendure-token'];
/** Fields that are a secret wherever they stand: what log-ins are done with, and what they give. */
const SECRET = /^(client_secret|assertion|password|pass|access_token|refresh_token|token|signature)$/i;
const HIDDEN = 'hidden';

/** @returns null where nothing is to be recorded. @param vendor null = nobody's. */
export function createRecorder(vendor: string | null): Recorder | null {
  const folder = process.env['SANDBOX_TRAFFIC'];
  if (vendor === null || folder === undefined || folder === '') return null;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${vendor}-${process.pid}.jsonl`);
  return (exchange) => {
    const answer = Buffer.isBuffer(exchange.answer) ? exchange.answer.toString() : hide(exchange.answer);
    const written: Exchange = { vendor, ...exchange, requestBody: withoutSecrets(exchange), answer };
    // At once, and whole: the process may be killed after any answer.
    appendFileSync(file, `${JSON.stringify(written)}\n`);
  };
}

/** The headers of a request that are written down. */
export function spokenHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    REQUEST_HEADERS.flatMap((name) => [headers[name]].flatMap((value) => (value === undefined ? [] : [[name, String(value)]]))),
  );
}

function withoutSecrets({ requestBody: body, requestHeaders }: Pick<Exchange, 'requestBody' | 'requestHeaders'>): string {
  if (/^application\/x-www-form-urlencoded/i.test(requestHeaders['content-type'] ?? '')) {
    const form = new URLSearchParams(body);
    for (const name of new Set(form.keys())) if (SECRET.test(name)) form.set(name, HIDDEN);
    return form.toString();
  }
  try {
    return JSON.stringify(hide(JSON.parse(body)));
  } catch {
    return body;
  }
}

function hide(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hide);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, SECRET.test(name) && typeof inner === 'string' ? HIDDEN : hide(inner)]),
  );
}
