// The engine's library asks PostgreSQL's in a way that the latter warns of, on every start. Nobody who runs this can do anything about it,
// so that one warning is left out; all others are told as ever.

const KNOWN = 'Calling client.query() when the client is already executing a query is deprecated';

let filtered = false;

/** From now on, and once a process. */
export function leaveOutKnownWarning(): void {
  if (filtered) return;
  filtered = true;
  const emit = process.emitWarning.bind(process);
  process.emitWarning = (...given: unknown[]): void => {
    const [warning] = given;
    const text = warning instanceof Error ? warning.message : String(warning);
    if (!text.startsWith(KNOWN)) Reflect.apply(emit, undefined, given);
  };
}
