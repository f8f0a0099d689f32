// The headers by which one gateway request reaches every subgraph, in process or over the network. A subgraph knows
// of a request what stands here and nothing else, so that both deployments behave alike.
import { z } from 'zod';
import { ANONYMOUS, type Caller } from './caller';
import { CALLER_HEADER, fromCallerText, toCallerText } from './caller-header';
import { toPriority, type Priority } from './priority';

/** More than any gateway waits; a timer could not hold arbitrarily long ones. */
const LONGEST_DEADLINE_MS = 3_600_000;

const schema = z.object({
  /** The correlation id that clients see. They may choose it, and give it to several requests. */
  'x-request-id': z.string().min(1).max(128),
  /** Ties together every fetch of one gateway request, and of no other: what is remembered, is remembered under it. */
  'x-request-scope': z.string().min(1).max(128),
  /** How long the answer is still waited for. Relative, since clocks differ. */
  'x-deadline-ms': z.coerce.number().int().positive().max(LONGEST_DEADLINE_MS),
  /** The subgraphs this request will ask, by the plan: they are asked for records at once. */
  'x-asked-subgraphs': z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((name) => name !== '')),
  /** Whose calls to vendors go first. */
  'x-priority': z.string().optional().transform(toPriority),
  /** Who asks; nobody who is known, where it is left out. */
  [CALLER_HEADER]: z
    .string()
    .optional()
    .transform((text) => (text === undefined ? ANONYMOUS : fromCallerText(text)))
    .refine((caller) => caller !== null),
});

/** What a subgraph knows of the request it serves. */
export interface RequestFrame {
  requestId: string;
  scopeId: string;
  deadlineMs: number;
  askedSubgraphs: readonly string[];
  /** Left out = a person waits. */
  priority?: Priority;
  caller: Caller;
}

const FALLBACK_DEADLINE_MS = 10_000;

/** Reads the frame; null when the headers were not written by `toHeaders`. */
export function fromHeaders(headers: Readonly<Record<string, string | undefined>>): RequestFrame | null {
  const parsed = schema.safeParse(headers);
  if (!parsed.success) return null;
  const caller = parsed.data[CALLER_HEADER];
  if (caller === null) return null;
  return {
    requestId: parsed.data['x-request-id'],
    scopeId: parsed.data['x-request-scope'],
    deadlineMs: parsed.data['x-deadline-ms'],
    askedSubgraphs: parsed.data['x-asked-subgraphs'],
    priority: parsed.data['x-priority'],
    caller,
  };
}

/**
 * The frame of a request that came without one, such as a person's who tries a subgraph alone; `requestId` must be a new one. A caller
 * that the headers name counts nevertheless.
 */
export function ownFrame(requestId: string, headers: Readonly<Record<string, string | undefined>> = {}): RequestFrame {
  const caller = fromCallerText(headers[CALLER_HEADER] ?? '') ?? ANONYMOUS;
  return { requestId, scopeId: requestId, deadlineMs: FALLBACK_DEADLINE_MS, askedSubgraphs: [], caller };
}

/** Under what a process remembers a request: what one caller was told is never found by another, whatever scope they come with. */
export function memoryKeyOf({ scopeId, caller }: Pick<RequestFrame, 'scopeId' | 'caller'>): string {
  return `${scopeId} ${toCallerText(caller)}`;
}

/** Writes the frame. */
export function toHeaders(frame: RequestFrame): Record<string, string> {
  return {
    'x-request-id': frame.requestId,
    'x-request-scope': frame.scopeId,
    'x-deadline-ms': String(Math.max(1, Math.round(frame.deadlineMs))),
    'x-asked-subgraphs': frame.askedSubgraphs.join(','),
    'x-priority': frame.priority ?? 'interactive',
    [CALLER_HEADER]: toCallerText(frame.caller),
  };
}
