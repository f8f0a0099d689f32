// Who wants to hear of which customer or operation: by the id that they gave, and by the customer's own, once it is known.
import type { Change } from '../../processes/changes/changes';

export interface Listener {
  heard(): void;
}

export interface Listeners {
  add(id: string, listener: Listener): void;
  /** Left out of every id. */
  remove(listener: Listener): void;
  /** Those whom the change concerns hear of it, each once; null = all. */
  tell(change: Change | null): void;
  size(): number;
}

export function createListeners(): Listeners {
  const byId = new Map<string, Set<Listener>>();
  const ids = new Map<Listener, Set<string>>();
  return {
    add(id, listener) {
      const listening = byId.get(id) ?? new Set();
      byId.set(id, listening.add(listener));
      ids.set(listener, (ids.get(listener) ?? new Set()).add(id));
    },
    remove(listener) {
      for (const id of ids.get(listener) ?? []) {
        const listening = byId.get(id);
        listening?.delete(listener);
        if (listening?.size === 0) byId.delete(id);
      }
      ids.delete(listener);
    },
    tell(change) {
      const concerned = change === null ? [...ids.keys()] : change.ids.flatMap((id) => [...(byId.get(id) ?? [])]);
      for (const listener of new Set(concerned)) listener.heard();
    },
    size: () => ids.size,
  };
}
