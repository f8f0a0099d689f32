// What a command says when it cannot do what it was asked: one or a few lines for the person at the terminal, never a stack.
import { StateError } from '../platform/errors';
import { wordsOf } from '../platform/state/fault';

/** Of an error of the state store, why; of all others, their message. */
export function wordsForPeople(error: unknown): string {
  if (error instanceof StateError) return `The state database cannot be used: ${wordsOf(error)}`;
  return error instanceof Error ? error.message : String(error);
}
