// A memo of things of any type: each is made once, whoever asks first.

/** Makes a thing once; `key` says what, and tells it from everything else. What `make` throws is thrown again only by itself. */
export type Once<Key = object> = <T>(key: Key, make: () => T) => T;

/** An empty memo; it lives as long as the function. */
export function createOnce<Key = object>(): Once<Key> {
  const made = new Map<Key, unknown>();
  return <T>(key: Key, make: () => T): T => {
    if (!made.has(key)) made.set(key, make());
    // The key alone decides the type: every caller owns its keys.
    return made.get(key) as T;
  };
}
