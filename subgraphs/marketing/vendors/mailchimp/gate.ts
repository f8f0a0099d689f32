// Lets so many requests through at a time, and queues the others. Mailchimp has no other limit, and no header tells of this one.

/** Runs the work when there is room; who came first goes first. Rejects as the work does. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** @param most works at a time. */
export function createGate(most: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside < most) inside += 1;
    // Whoever leaves hands over the place: the count stays.
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}
