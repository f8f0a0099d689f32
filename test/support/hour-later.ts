// What holds an hour from now, for whatever in this process reads the clock; no timer fires sooner for it.

/** The clock stands still an hour ahead until `asked` has settled. */
export async function anHourLater(asked: () => Promise<void>): Promise<void> {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
  try {
    await asked();
  } finally {
    clock.mockRestore();
  }
}
