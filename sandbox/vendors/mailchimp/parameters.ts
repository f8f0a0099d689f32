// The query parameters of a request, read against those that Mailchimp documents for the endpoint and this emulator knows; any
// other is refused, so that a caller's mistake shows. https://mailchimp.com/developer/marketing/docs/methods-parameters/
import { invalidResource, Refused } from './errors';

const EVERYWHERE = ['fields', 'exclude_fields'];
export const PAGING = ['count', 'offset'];
const DEFAULT_COUNT = 10;
const MAX_COUNT = 1_000;

/** @throws Refused for a parameter that is not among those named, `fields` and `exclude_fields` aside. */
export function checkParameters(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (![...EVERYWHERE, ...known].includes(name)) refuse(name, 'This parameter is not known here.');
  }
}

/** One page of a list, by `count` (10; at most 1,000) and `offset`. @throws Refused for what is no such number. */
export function toPage<T>(all: readonly T[], query: URLSearchParams): readonly T[] {
  const offset = readNumber(query, 'offset', 0, Number.MAX_SAFE_INTEGER);
  return all.slice(offset, offset + readNumber(query, 'count', DEFAULT_COUNT, MAX_COUNT));
}

function readNumber(query: URLSearchParams, name: string, absent: number, most: number): number {
  const text = query.get(name);
  if (text === null) return absent;
  const number = Number(text);
  return /^\d+$/.test(text) && number <= most ? number : refuse(name, `This value should be a number between 0 and ${most}.`);
}

/** null = not given. @throws Refused for a value that is none of them. */
export function readChoice<T extends string>(query: URLSearchParams, name: string, choices: readonly T[]): T | null {
  const text = query.get(name);
  if (text === null) return null;
  return choices.find((choice) => choice === text) ?? refuse(name, `This value should be one of ${choices.join(', ')}.`);
}

/** False where it is not given. @throws Refused for what is neither. */
export function readFlag(query: URLSearchParams, name: string): boolean {
  return readChoice(query, name, ['true', 'false']) === 'true';
}

/** As the world writes instants; null = not given. @throws Refused for what is no instant with its offset. */
export function readInstant(query: URLSearchParams, name: string): string | null {
  const text = query.get(name);
  if (text === null) return null;
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
  return isInstant ? new Date(text).toISOString() : refuse(name, 'This value is not a valid datetime.');
}

function refuse(name: string, message: string): never {
  throw new Refused(invalidResource(name, message));
}
