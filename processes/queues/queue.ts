// A queue as the rest of the house sees it, whichever broker keeps it. At least once, in no order: what comes twice or late does no harm.

export interface QueueMessage {
  /** The same for the same cause: who has seen it needs it no more. */
  id: string;
  /** JSON, of ids and facts. */
  body: string;
}

export interface DeadMessage extends QueueMessage {
  /** Why nobody took it, in plain words without data. */
  reason: string;
}

/** Thrown by who takes messages: this one will never be right. */
export class Poison extends Error {
  override readonly name = 'Poison';

  /** `reason` is kept with the message: plain words without data. */
  constructor(readonly reason: string) {
    super(reason);
  }
}

export interface Consumer {
  /** The message that is at work is finished first. */
  close(): Promise<void>;
}

export interface Queue {
  /** Resolves when the broker has it in its keeping. Rejects where it does not say so: then it may be there, or not. */
  publish(message: QueueMessage): Promise<void>;
  /**
   * Takes messages one after another; each is gone once `handle` has resolved. Where it rejects, the message comes again a little later,
   * and is laid aside as dead after a few times; with Poison at once. Never rejects: a broker that is away is waited for.
   */
  consume(handle: (message: QueueMessage) => Promise<void>): Consumer;
  /** The oldest of those that were laid aside, at most 100. */
  dead(): Promise<DeadMessage[]>;
  /** Puts those back that were laid aside; answers how many. */
  replay(): Promise<number>;
  close(): Promise<void>;
}

export interface QueueOptions {
  /** Letters, digits and dots. */
  name: string;
  /** A message that was tried so often is dead. */
  attempts?: number;
  /** Before a message is tried again. */
  againMs?: number;
}

export const DEFAULT_ATTEMPTS = 5;
export const DEFAULT_AGAIN_MS = 5_000;

/** Why a message was laid aside that failed too often. */
export function tooOften(attempts: number): string {
  return `failed ${attempts} times`;
}
