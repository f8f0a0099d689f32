// What every stranger is: a program around one vendor's official SDK, which logs in, looks a customer up, pages through a list
// and meets a 429, and says what it saw. It knows the sandbox by its address and credentials alone.

/** Where a pretend vendor is, and with what one logs in: the variables that the sandbox prints. */
export type Settings = Readonly<Record<string, string>>;

export interface Stranger {
  /** Variables it needs; where one is not set, its vendor is not there. */
  needs: readonly string[];
  meet(settings: Settings, checks: Checks): Promise<void>;
}

export interface Checks {
  /** Runs one check; it fails where it throws. */
  check(name: string, run: () => Promise<void>): Promise<void>;
  /** Lets the vendor refuse the next request for its limit, with `Retry-After: 1`, or without one where `seconds` is null. */
  throttle(url: string, path?: string, seconds?: number | null): Promise<void>;
  /** Requests the vendor was sent since it was asked last. */
  calls(url: string): Promise<number>;
}

/** Throws where what was seen is not what the SDK's user would expect; says no more than what it was about. */
export function expect(isRight: boolean, what: string): asserts isRight {
  if (!isRight) throw new Error(what);
}

/** What a promise was refused with; throws where it was kept. */
export async function refusal(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    return Object.assign(new Error('refused'), typeof error === 'object' ? error : {});
  }
  throw new Error('was not refused');
}

/** The setting of that name. */
export function setting(settings: Settings, name: string): string {
  const value = settings[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
