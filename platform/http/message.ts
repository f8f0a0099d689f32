// A request's parts as they go over the wire. Knows no vendor and sends nothing.
import type { HttpRequest, Query } from './client';

/** The body as text, and its media type; nulls where there is none. */
export function toContent({ body, form }: HttpRequest<unknown>): { type: string | null; content: string | null } {
  if (form !== undefined) return { type: 'application/x-www-form-urlencoded', content: new URLSearchParams(form).toString() };
  return body === undefined ? { type: null, content: null } : { type: 'application/json', content: JSON.stringify(body) };
}

/** With its question mark; empty where nothing is asked. */
export function toQueryString(query: Query = {}): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) pairs.append(name, String(one));
  }
  const text = pairs.toString();
  return text === '' ? '' : `?${text}`;
}

/** Repeated headers as one. */
export function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
