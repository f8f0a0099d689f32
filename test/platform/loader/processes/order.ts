// What a process of the crowd is told by the test that started it, and what it tells back.

export type Order = { kind: 'start'; redisUrl: string; keys: string; vendorUrl: string } | { kind: 'ask'; key: string; times: number };

export interface Answers {
  /** Each the value as JSON, or the code it failed with; empty = ready. */
  answers: string[];
}
