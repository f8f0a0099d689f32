// What is wrong with the data of an answer: found when it is shaped, told to the client where no subgraph has explained it.

/** What was found wrong with the data, where, by the client's keys. */
export interface Fault {
  message: string;
  path: (string | number)[];
  /** A value that clients are not to know: null without an error. */
  hidden: boolean;
  /** The caller may not see the field: nothing is wrong with the data, for there is none. */
  withheld?: boolean;
}
