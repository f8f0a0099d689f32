// What hangs together in HubSpot: deals and activities with contacts and companies, in both directions. Which company a contact
// belongs to is a property of the contact, and not kept here.
import type { ObjectType } from './objects';

export type AnyType = ObjectType | 'contacts';

export interface Associations {
  link(one: { type: AnyType; id: string }, other: { type: AnyType; id: string }): void;
  /** Ids of the records of type `to`, ascending, each once. */
  of(from: AnyType, id: string, to: AnyType): readonly string[];
  /** The record is gone: nothing hangs on it any more. */
  cut(type: AnyType, id: string): void;
  /** All that a record of the type had is another one's from now on, as after a merge. */
  move(type: AnyType, fromId: string, toId: string): void;
}

export function createAssociations(): Associations {
  const known = new Map<string, { from: AnyType; id: string; to: AnyType; ids: Set<string> }>();

  function add(from: AnyType, id: string, to: AnyType, toId: string): void {
    const key = `${from}:${id}:${to}`;
    const entry = known.get(key);
    if (entry === undefined) known.set(key, { from, id, to, ids: new Set([toId]) });
    else entry.ids.add(toId);
  }

  return {
    link(one, other) {
      add(one.type, one.id, other.type, other.id);
      add(other.type, other.id, one.type, one.id);
    },
    of: (from, id, to) => [...(known.get(`${from}:${id}:${to}`)?.ids ?? [])].sort((a, b) => Number(a) - Number(b)),
    cut(type, id) {
      for (const { from, id: of, to, ids } of [...known.values()]) {
        if (from === type && of === id) known.delete(`${from}:${id}:${to}`);
        else if (to === type) ids.delete(id);
      }
    },
    move(type, fromId, toId) {
      for (const { from, id, to, ids } of [...known.values()]) {
        if (from !== type || id !== fromId) continue;
        known.delete(`${from}:${id}:${to}`);
        for (const other of ids) {
          known.get(`${to}:${other}:${type}`)?.ids.delete(fromId);
          add(type, toId, to, other);
          add(to, other, type, toId);
        }
      }
    },
  };
}
