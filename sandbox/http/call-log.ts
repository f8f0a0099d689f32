// Keeps, in memory, every request a vendor's emulator took in, so that tests and the demonstration count vendor calls exactly.
// Control requests are no calls; neither is what a dead emulator never saw.

/** One request the pretend vendor received. */
export interface Call {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** As sent, without the question mark; empty when there was none. */
  readonly query: string;
  /** HTTP status answered; 0 while, or for ever, unanswered (hang, reset). */
  readonly status: number;
  /** How many ids or addresses were asked for. */
  readonly keys: number;
  /** What was asked, where all is asked by one path: the name of a GraphQL operation. */
  readonly operation?: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface CallLog {
  /** Notes a request on arrival; call the returned function once answered. */
  begin(call: Omit<Call, 'status' | 'at'>): (status: number) => void;
  /** In order of arrival. */
  calls(): readonly Call[];
  reset(): void;
}

/** @returns an empty log. */
export function createCallLog(): CallLog {
  let calls: Call[] = [];
  return {
    begin(call) {
      const entry = { ...call, status: 0, at: new Date().toISOString() };
      calls.push(entry);
      return (status) => {
        entry.status = status;
      };
    },
    calls: () => calls,
    reset() {
      calls = [];
    },
  };
}
