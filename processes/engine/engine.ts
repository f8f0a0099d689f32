// What a run needs of an engine of durable work, and all that we ask of one: a port. Which engine it is stands in dbos.ts alone. What an
// engine keeps of a run are its id and the short words that its steps answer: never an input, never a person's data.

/** What a run may do. Everything else in it must be the same whenever it is gone through again. */
export interface RunTools {
  /**
   * Does it once and keeps the answer: gone through again, the answer comes from what was kept. Killed before it was kept, it is done
   * again: whatever it does must bear that. It must not throw: what can go wrong is told in the word.
   */
  step<Word extends string | number | null>(name: string, work: () => Promise<Word>): Promise<Word>;
  /** The next signal sent to this run, at once where one waits; null after so many milliseconds without one. Outlives the process. */
  wait(milliseconds: number): Promise<string | null>;
}

/** The body of every run, given its id. */
export type RunBody = (id: string, tools: RunTools) => Promise<void>;

export interface Engine {
  /** Begins a run; begun again by the same id, nothing happens. Resolves when it is kept, not when it is done. */
  begin(id: string): Promise<void>;
  /** Sends a signal, wherever the run is; kept until it is taken. The same `once` is sent once. */
  signal(id: string, word: string, once: string): Promise<void>;
  /** Ids of the runs that this engine holds to be under way, in no order; at most 10,000. */
  underWay(): Promise<string[]>;
  /** Lets the steps that are at work finish for so long, and ends. What is not done goes on elsewhere, or at the next start. */
  close(graceMs: number): Promise<void>;
}
