// The records of one system, asked live by one request: what is wanted in the same turn goes out as one call, and what came by one way
// is not asked for by another. Nothing of it outlives the request.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Identifier, RecordSource } from '../../../platform/connector';
import { identifierKey } from '../../../platform/identity/identifiers';
import { valuesHeld } from '../../../platform/lookup';
import type { PersonRecord } from '../../../platform/record';
import { CALL, heldOf, type Held, type Shelf } from './memory';

type Answers<R extends PersonRecord> = Map<string, readonly Held<R>[]>;

/** Of one request. */
export function liveShelf<R extends PersonRecord>(source: string, connector: RecordSource<R>): Shelf<R> {
  const ways = new Set(connector.lookups.map(({ by }) => by));
  const telling = connector.lookups.flatMap(({ by, unique }) => (by === 'id' || unique === true ? [by] : []));
  const found = new Map<string, Promise<readonly Held<R>[]>>();
  let waiting: Identifier[] = [];
  let sending: Promise<Answers<R>> | undefined;

  async function sendAll(): Promise<Answers<R>> {
    await nextTurn();
    const asked = waiting;
    waiting = [];
    sending = undefined;
    const lists = await connector.find(asked, CALL);
    const answers: Answers<R> = new Map();
    asked.forEach((identifier, index) => {
      const list = lists[index] ?? new Error('a system answered too little');
      if (list instanceof Error) throw list;
      answers.set(identifierKey(identifier), list.map(heldOf));
    });
    for (const held of [...answers.values()].flat()) remember(held);
    return answers;
  }

  function remember(held: Held<R>): void {
    for (const by of telling) {
      for (const value of valuesHeld(held.record, by)) {
        const key = identifierKey({ by, value });
        if (!found.has(key)) found.set(key, Promise.resolve([held]));
      }
    }
  }

  return {
    source,
    find(identifier) {
      if (!ways.has(identifier.by)) return Promise.resolve([]);
      const key = identifierKey(identifier);
      const known = found.get(key);
      if (known !== undefined) return known;
      waiting.push(identifier);
      sending ??= sendAll();
      const answer = sending.then((answers) => answers.get(key) ?? []);
      found.set(key, answer);
      return answer;
    },
  };
}
