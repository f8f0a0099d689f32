// Something that is rung while nobody may be listening: the next who listens hears it at once.

export interface Bell {
  ring(): void;
  /** Resolves when it rings, with true, at once where it has since the last call; or after `withinMs`, with false. */
  next(withinMs: number): Promise<boolean>;
}

export function createBell(): Bell {
  let rung = false;
  let wake: () => void = () => undefined;
  return {
    ring() {
      rung = true;
      wake();
    },
    async next(withinMs) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, withinMs).unref();
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const answer = rung;
      rung = false;
      return answer;
    },
  };
}
