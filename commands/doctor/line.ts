// One line of the doctor's: what was looked at, how it is, and what a person can do about it.

export interface Line {
  /** `unknown`: it could not be told, or there is nothing to tell. Only a fault is one. */
  state: 'ok' | 'fault' | 'unknown';
  /** A source's name, or `configuration`, `redis`, `postgresql`. */
  subject: string;
  says: string;
  /** null = nothing. */
  todo: string | null;
}

const MARKS: Record<Line['state'], string> = { ok: '✔', fault: '✘', unknown: '–' };

/** For a terminal. */
export function toText({ state, subject, says, todo }: Line): string {
  return `${MARKS[state]} ${subject}: ${says}${todo === null ? '' : `${says.endsWith('?') ? '' : '.'} ${todo}`}`;
}
