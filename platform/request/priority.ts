// How much of a hurry a request is in, as its client says (`x-priority`). It travels with the request to every call that is made for it;
// what it is worth there is for http/priority.ts.

/** The most urgent first: a person waits · another program waits · nobody waits. */
export const PRIORITIES = ['interactive', 'service', 'batch'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** As a client writes it; what is left out or unknown is a person's, who must not wait for a typing mistake. */
export function toPriority(text: string | string[] | undefined): Priority {
  return PRIORITIES.find((one) => one === text) ?? 'interactive';
}

/** The most urgent of them; `batch` where there is none. */
export function mostUrgent(all: Iterable<Priority>): Priority {
  const given = new Set(all);
  return PRIORITIES.find((one) => given.has(one)) ?? 'batch';
}
