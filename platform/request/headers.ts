// The headers by which one gateway request reaches every subgraph, in process or over the network. A subgraph knows
// of a request what stands here and nothing else, so that both deployments behave alike.
import { z } from 'zod';
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
});

/** What a subgraph knows of the request it serves. */
export interface RequestFrame {
  requestId: string;
  scopeId: string;
  deadlineMs: number;
  askedSubgraphs: readonly string[];
  /** Left out = a person waits. */
  priority?: Priority;
}

const FALLBACK_DEADLINE_MS = 10_000;

/** Reads the frame; null when the headers were not written by `toHeaders`. */
export function fromHeaders(headers: Readonly<Record<string, string | undefined>>): RequestFrame | null {
  const parsed = schema.safeParse(headers);
  if (!parsed.success) return null;
  return {
    requestId: parsed.data['x-request-id'],
    scopeId: parsed.data['x-request-scope'],
    deadlineMs: parsed.data['x-deadline-ms'],
    askedSubgraphs: parsed.data['x-asked-subgraphs'],
    priority: parsed.data['x-priority'],
  };
}

/** The frame of a request that came without one, such as a person's who tries a subgraph alone; `requestId` must be a new one. */
export function ownFrame(requestId: string): RequestFrame {
  return { requestId, scopeId: requestId, deadlineMs: FALLBACK_DEADLINE_MS, askedSubgraphs: [] };
}

/** Writes the frame. */
export function toHeaders(frame: RequestFrame): Record<string, string> {
  return {
    'x-request-id': frame.requestId,
    'x-request-scope': frame.scopeId,
    'x-deadline-ms': String(Math.max(1, Math.round(frame.deadlineMs))),
    'x-asked-subgraphs': frame.askedSubgraphs.join(','),
    'x-priority': frame.priority ?? 'interactive',
  };
}
