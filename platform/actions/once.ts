// How an action is done once: look first, write only where what was asked for does not hold. For vendors without idempotency keys,
// and the guard against loops for all of them: a consent that is set already makes no second webhook.
import { createHash } from 'node:crypto';
import type { ActionCall, ActionResult, Deed } from './offer';

/** `held` = what holds already, found by a read that sees every write at once; null = it does not. */
export async function unlessHeld(call: ActionCall, held: Deed | null, write: () => Promise<Deed>): Promise<ActionResult> {
  if (held !== null) return { outcome: 'already', ...held };
  if (call.dryRun) return { outcome: 'would', record: null, undo: null };
  return { outcome: 'done', ...(await write()) };
}

const MARK_LENGTH = 20;

/**
 * A short text that stands for a key where people can read it, such as the end of a task: `cg-` and 20 hexadecimal digits. The same
 * for the same key; says nothing of it.
 */
export function markOf(key: string): string {
  return `cg-${createHash('sha256').update(key).digest('hex').slice(0, MARK_LENGTH)}`;
}

/** A text with what it was written for behind it: the id of its cause where there is one, and the mark of the key. */
export function withMark(text: string | undefined, { key, ref }: { key: string; ref: string | undefined }): string {
  const signature = ref === undefined ? `[${markOf(key)}]` : `[${ref}, ${markOf(key)}]`;
  return text === undefined || text === '' ? signature : `${text}\n\n${signature}`;
}
