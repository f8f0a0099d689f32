// Why the state store cannot be used, in words for the operator's log: our own sentences, or a code. Never PostgreSQL's own
// messages, which quote values, and never an address or a password.
import { DatabaseError } from 'pg';
import { z } from 'zod';
import { StateError } from '../errors';

/** A reason in words of our own, for operators; one line, without values. */
export class StateFault extends Error {
  override readonly name = 'StateFault';
}

const systemError = z.object({ code: z.string().regex(/^[A-Z_]+$/) });

/** One line for the log. */
export function wordsOf(error: unknown): string {
  if (error instanceof StateError) return wordsOf(error.cause);
  if (error instanceof StateFault) return error.message;
  if (error instanceof DatabaseError) return `SQLSTATE ${error.code ?? 'unknown'}`;
  const coded = systemError.safeParse(error);
  if (coded.success) return coded.data.code;
  const message = error instanceof Error ? error.message : '';
  // These come from `pg` itself, as plain errors.
  if (/timeout/i.test(message)) return 'no connection in time';
  if (message.startsWith('SASL')) return 'the password is missing or of the wrong kind';
  return 'the connection broke';
}
