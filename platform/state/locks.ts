// The advisory locks we take in the state's PostgreSQL, in one place, so that none is taken for another: the first of two numbers.
// https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS

/** Numbers without a meaning, far from the small ones that others choose. */
export const LOCK = {
  /** Held while tables change. */
  migrations: 1_129_464_001,
  /** Held by a transaction that changes what was said, with the tenant's hash: versions then commit in their order. */
  says: 1_129_464_002,
  /** Held by each session that listens, with its own process number: a row of it without the lock is of somebody dead. */
  listener: 1_129_464_003,
  /** Held by a transaction that changes API keys, with the tenant's hash: versions then commit in their order. */
  apiKeys: 1_129_464_004,
  /** Held by a transaction that adds audit records, with the tenant's hash: each follows the one before it. */
  audit: 1_129_464_005,
  /** Held by a transaction that adds erased records, with the tenant's hash: versions then commit in their order. */
  erasures: 1_129_464_008,
  /** Held by each process that runs workflows, with its own number, while it lives: the runs of a number nobody holds are taken over. */
  executor: 1_129_464_006,
  /** Held while the engine of processes makes its tables: two that do so at once lock each other out. */
  engineTables: 1_129_464_007,
} as const;
