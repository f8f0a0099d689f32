// What the gateway knows of one request: who it is (an id), how long it may take, whether anybody still waits, what it cost.
import { randomUUID } from 'node:crypto';
import { EVERYBODY, type Caller } from '../platform/request/caller';
import type { RequestFrame } from '../platform/request/headers';
import type { Price } from './limits/admission';
import { createLedger, type Ledger } from '../platform/request/ledger';
import { createPatience, type OwnPatience } from '../platform/request/patience';
import { toPriority, type Priority } from '../platform/request/priority';

export interface GatewayContext {
  /** The client's `x-request-id` where it is a sane one, else ours; the correlation id of errors and log lines. */
  readonly requestId: string;
  readonly caller: Caller;
  /** Ours, and of this request alone: two requests may come with one `x-request-id`. */
  readonly scopeId: string;
  /** Epoch milliseconds. */
  readonly deadlineAt: number;
  /** Over at the deadline, or when the client has gone. Released with the answer. */
  readonly patience: OwnPatience;
  /** The client's `x-priority`. */
  readonly priority: Priority;
  /** True when the client asked for the cost report. */
  readonly report: boolean;
  /** True when the client wants to know how it would be answered, rather than an answer. */
  readonly explain: boolean;
  readonly costs: Ledger;
  /** The client's headers that subgraphs get too, by their lower-case names. */
  readonly forwardedHeaders: Readonly<Record<string, string>>;
  /** Who pays for it: the same text for the same caller. */
  readonly payer: string;
  /** Set once the plan is known. */
  plannedSubgraphs: readonly string[];
  /** An object of its own, for the server copies the context and everybody has to see this. */
  readonly client: ClientState;
}

export interface ClientState {
  /** Set once it is admitted. */
  price?: Price;
  /** Set once the operation is known: changes are made to the end, whoever waits. */
  changes: boolean;
  /** The client has hung up. */
  isGone: boolean;
}

const SANE_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** Subgraphs get a little less time than there is, so that their partial answer arrives before the deadline. */
const MARGIN_MS = 50;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface ContextOptions {
  /** Names the headers that go on; none where it is left out. */
  forward?: readonly string[];
  caller?: Caller;
  /** Where the client is, for those whom nobody knows by name. */
  address?: string;
  /** By `requestIdOf` where it is left out. */
  requestId?: string;
}

/** The client's id of the request where it is a sane one, else a new one. */
export function requestIdOf({ 'x-request-id': given }: Headers): string {
  return typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
}

/** The context of a request with these headers; `x-deadline-ms` may shorten `timeoutMs`, never extend it. */
export function createContext(
  headers: Headers,
  timeoutMs: number,
  { forward = [], caller = EVERYBODY, requestId = requestIdOf(headers), address = '' }: ContextOptions = {},
): GatewayContext {
  const patience = Number(headers['x-deadline-ms']);
  const leftMs = patience > 0 ? Math.ceil(Math.min(patience, timeoutMs)) : timeoutMs;
  const isOn = (name: string): boolean => ['on', 'true', '1'].includes(String(headers[name]));
  return {
    requestId,
    caller,
    scopeId: randomUUID(),
    deadlineAt: Date.now() + leftMs,
    patience: createPatience(leftMs),
    priority: toPriority(headers['x-priority']),
    report: isOn('x-customer-graph-report'),
    explain: isOn('x-customer-graph-explain'),
    costs: createLedger(),
    forwardedHeaders: Object.fromEntries(
      forward.flatMap((name): [string, string][] => {
        const value = headers[name];
        return value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]];
      }),
    ),
    payer: caller.subject === null ? `address ${address}` : `${caller.kind} ${caller.subject}`,
    plannedSubgraphs: [],
    client: { changes: false, isGone: false },
  };
}

/** The connection is done with the request. `answered` false = the client went before its answer: nothing more is read for it. */
export function closeContext({ client, patience }: GatewayContext, answered: boolean): void {
  if (answered) return patience.release();
  client.isGone = true;
  if (!client.changes) patience.end();
}

/** What the subgraphs are told of it. */
export function frameOf({ requestId, scopeId, caller, deadlineAt, plannedSubgraphs, priority }: GatewayContext): RequestFrame {
  const deadlineMs = Math.max(1, deadlineAt - Date.now() - MARGIN_MS);
  return { requestId, scopeId, caller, deadlineMs, askedSubgraphs: plannedSubgraphs, priority };
}
