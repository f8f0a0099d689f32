// Whose records are not to be kept any more, as the rest of the house sees it. Types only: the store beside this file keeps them.

export interface Erasures {
  /** Is this the id of a record (or of what hangs on one) that is erased? Asks nobody: it is what this process has heard of. */
  has(id: string): boolean;
  /** False = there is nothing to look for. */
  readonly some: boolean;
  /**
   * Says that these ids are erased, and resolves once it is kept and this process knows. Every other process knows within a second, as long
   * as it reaches the database. Rejects with StateError.
   */
  add(ids: readonly string[]): Promise<void>;
  /** Hears of ids that were erased, here or elsewhere, since it listens; of those before the first reading too. */
  onErased(listener: (ids: readonly string[]) => void): void;
  close(): Promise<void>;
}
