// `14 days`, in milliseconds. Months and years are left out: nobody agrees on how long they are.

const UNITS: Readonly<Record<string, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** Throws where it is no number of seconds, minutes, hours, days or weeks. */
export function parseDuration(text: string): number {
  const [, number, unit] = /^(\d{1,6}) (second|minute|hour|day|week)s?$/.exec(text) ?? [];
  const milliseconds = unit === undefined ? undefined : UNITS[unit];
  if (milliseconds === undefined) throw new Error(`"${text}" is no duration: it takes the form 14 days`);
  return Number(number) * milliseconds;
}
