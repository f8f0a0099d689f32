// How many operations this process answers at this moment, all its subgraphs and its gateway together: whether somebody else may be about to
// ask for what a reader asks for (platform/loader/shared-read.ts). No limit and no metric.

let answering = 0;

/** Of this process. */
export const inFlight = {
  count: (): number => answering,
  /** Counts one until `answer` has settled. */
  async during<T>(answer: () => Promise<T>): Promise<T> {
    answering += 1;
    try {
      return await answer();
    } finally {
      answering -= 1;
    }
  },
};
