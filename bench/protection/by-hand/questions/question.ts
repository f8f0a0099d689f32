// A question as the program by hand answers it: `data` of the very answer that the gateway gives, built by hand.
import type { Systems } from '../systems';

/** As JSON has them. */
export type Variables = Readonly<Record<string, unknown>>;

export type Question = (variables: Variables, systems: Systems) => Promise<object>;

/** How many of a list the questions get where they do not say. */
export const USUAL_PAGE = 10;

export function textIn(variables: Variables, name: string): string {
  const value = variables[name];
  if (typeof value !== 'string') throw new Error(`$${name} is to be a text`);
  return value;
}
