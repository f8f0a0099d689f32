// Who the visitor is to the gateway: what they signed in with, sent with everything the page asks: operations, events, schema and plans.
// Held in memory alone: it is gone with the page, and what a tab's own headers say comes before it.
import { useSyncExternalStore } from 'react';

let authorization: string | null = null;
/** Changes with every signing in and out. */
let turn = 0;
const listeners = new Set<() => void>();

/** `text` is a token or an API key, with or without the scheme that goes before it; null = nobody. */
export function signIn(text: string | null): void {
  const given = text?.trim() ?? '';
  authorization = given === '' ? null : given.includes(' ') ? given : `Bearer ${given}`;
  turn += 1;
  for (const listener of listeners) listener();
}

/** Of a request: `headers` are its own. */
export function withCredentials(headers: Readonly<Record<string, string>>, given: unknown = {}): Headers {
  const all = new Headers(headers);
  if (authorization !== null) all.set('authorization', authorization);
  // What a visitor writes as headers is JSON, and may be anything.
  for (const [name, value] of Object.entries(given ?? {})) if (typeof value === 'string') all.set(name, value);
  return all;
}

export interface SignedIn {
  isSignedIn: boolean;
  turn: number;
}

/** Renders again with every signing in and out. */
export function useSignedIn(): SignedIn {
  const current = useSyncExternalStore(subscribe, () => turn);
  return { isSignedIn: authorization !== null, turn: current };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
