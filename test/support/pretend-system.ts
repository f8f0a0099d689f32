// A small pretend system for the test of a connector that has no emulator in the sandbox: its routes are given, and it is as
// breakable as the sandbox's own. Refusals as JSON; no rate limit but on order.
import { startEmulator } from '../../sandbox/http/server';
import type { Route, VendorAnswer } from '../../sandbox/http/message';
import type { VendorServer } from './vendor-server';

export interface PretendSystem extends VendorServer {
  stop(): Promise<void>;
}

export interface PretendSystemParts {
  /** The headers that let a caller in, by their names in small letters: `{ 'x-api-key': KEY }`. */
  credentials: Readonly<Record<string, string>>;
  routes: readonly Route[];
}

/** Starts it on a free port. */
export async function startPretendSystem({ credentials, routes }: PretendSystemParts): Promise<PretendSystem> {
  const refuse = (status: number, message: string, headers: Record<string, string> = {}): VendorAnswer => ({
    ...{ status, body: { error: message }, headers },
  });
  return startEmulator({
    vendor: null,
    port: 0,
    routes,
    setLagSeconds: () => undefined,
    putPerson: () => null,
    dialect: {
      refuseCaller: (headers) =>
        Object.entries(credentials).every(([name, value]) => headers[name] === value) ? null : refuse(401, 'who are you?'),
      unauthorised: () => refuse(401, 'who are you?'),
      unknownPath: () => refuse(404, 'no such path'),
      unreadableBody: () => refuse(400, 'the body is no JSON'),
      tooManyRequests: (seconds) => refuse(429, 'too many requests', { 'retry-after': String(seconds ?? 1) }),
      brokenDown: (status) => refuse(status, 'something broke'),
      normalisePath: (path) => path,
      meter: () => ({ refusal: null, headers: {} }),
    },
  });
}

/** A person of a pretend system. */
export interface PretendPerson {
  id: string;
  name?: string;
  email?: string;
  phone?: string;
  [more: string]: unknown;
}

/** `GET /people?ids=…&emails=…&phones=…`: who fits all that is asked; addresses without regard to case, numbers as they were typed. */
export function peopleRoute(people: readonly PretendPerson[]): Route {
  return {
    ...{ method: 'GET', path: '/people' },
    handle({ query }) {
      const { items, next } = pageOf(
        people.filter((person) => isAsked(person, query)),
        query,
      );
      return { status: 200, body: { people: items, next } };
    },
  };
}

function isAsked({ id, email, phone }: PretendPerson, query: URLSearchParams): boolean {
  const digits = phone?.replace(/\D/g, '').replace(/^0+/, '') ?? null;
  return (
    (listIn(query, 'ids')?.includes(id) ?? true) &&
    (listIn(query, 'emails')?.some((asked) => asked.toLowerCase() === email?.toLowerCase()) ?? true) &&
    (listIn(query, 'phones')?.some((asked) => digits !== null && asked.endsWith(digits)) ?? true)
  );
}

/** One page of a list, as a paged route answers it: `next` is null on the last one. */
export function pageOf<Item>(items: readonly Item[], query: URLSearchParams): { items: Item[]; next: number | null } {
  const page = Number(query.get('page') ?? '1');
  const size = Number(query.get('per_page') ?? '100');
  return { items: items.slice((page - 1) * size, page * size), next: page * size < items.length ? page + 1 : null };
}

/** The values of a comma-separated parameter; null where it is not given. */
export function listIn(query: URLSearchParams, name: string): string[] | null {
  return query.get(name)?.split(',') ?? null;
}
