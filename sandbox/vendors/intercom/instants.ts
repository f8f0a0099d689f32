// Intercom tells times as UNIX timestamps in whole seconds.

export function toUnix(instant: string): number {
  return Math.floor(Date.parse(instant) / 1_000);
}

export function toUnixOrNull(instant: string | null): number | null {
  return instant === null ? null : toUnix(instant);
}
