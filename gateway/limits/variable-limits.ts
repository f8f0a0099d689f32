// Refuses variables with too many values in them: each is looked at several times, and sent on, before a subgraph could refuse it.
import { refusalOf } from './refusal';

/** Throws the refusal where there are more than `most` values in `variables`, however deep they lie. */
export function checkVariables(variables: unknown, most: number): void {
  let seen = 0;
  const waiting: unknown[] = [variables];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const inner of Object.values(value)) {
      seen += 1;
      if (seen > most) {
        throw refusalOf({ code: 'MAX_VARIABLES_LIMIT', message: `The variables hold more than ${most} values. Send them in parts.` });
      }
      waiting.push(inner);
    }
  }
}
