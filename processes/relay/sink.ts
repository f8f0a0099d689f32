// Where events go: what the relay hands them to, and how a sink says that it has one or does not want it.
import type { CustomerChanged } from '../../platform/exchange/hint';

export interface Sink {
  /** Plain and short, and the same for ever: what was told to whom is remembered by it. */
  readonly name: string;
  /**
   * Resolves when the event is in the sink's own keeping; it may come again. Rejects with a SinkRefusal where this event will never be
   * taken, with anything else where the sink is away. Within a few seconds either way: others wait meanwhile.
   */
  deliver(event: CustomerChanged): Promise<void>;
}

/** This event, and not the sink, is what is wrong. The code is kept with it: a few plain words without data. */
export class SinkRefusal extends Error {
  override readonly name = 'SinkRefusal';

  constructor(readonly code: string) {
    super(`refused: ${code}`);
  }
}
