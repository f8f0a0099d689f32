// What the process resolvers have at hand in one fetch.
import type { Caller } from '../../platform/request/caller';
import type { Runs } from '../../processes/runs/runs';

export interface ProcessContext {
  caller: Caller;
  /** Rejects with InputError where processes are switched off, and with StateError while the database does not answer. */
  runs(): Promise<Runs>;
  /**
   * The same, without waiting for the start: who holds a transaction open must not wait here, since the start makes indexes, which wait
   * for every transaction. Rejects with UpstreamError until it is done.
   */
  startedRuns(): Promise<Runs>;
  /** From now on nothing is cached of the customer with this record. Rejects with UpstreamError where nobody can promise it. */
  forget(customer: string): Promise<void>;
}
