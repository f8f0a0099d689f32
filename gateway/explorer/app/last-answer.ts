// The newest answer's cost report, shared between the fetcher that sees the answer and the panel that shows it.
import { useSyncExternalStore } from 'react';
import { isRecord } from './json';

/** Whatever `extensions.customerGraph` held; undefined before the first answer, null where the answer carried no report. */
let report: unknown;
const listeners = new Set<() => void>();

/** Takes a GraphQL answer as it came. */
export function noteAnswer(answer: unknown): void {
  const extensions = isRecord(answer) ? answer['extensions'] : null;
  report = (isRecord(extensions) ? extensions['customerGraph'] : null) ?? null;
  for (const listener of listeners) listener();
}

/** The newest report; renders again when another answer comes. */
export function useCostReport(): unknown {
  return useSyncExternalStore(subscribe, () => report);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
