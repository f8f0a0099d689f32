// The store of leases in Redis: asks the scripts, and seals and opens what passes. Values leave this process encrypted, under names that
// say nothing. How calls are spread over a Cluster is for scripted.ts, what they do for lua/.
import type { Envelope } from '../envelope';
import type { EntryName, Leased, LeaseStore, Sight, StoreAsk, Stored, StoreFill, StoreTurn } from '../store';
import { AWAITED_MS, LEASE_MS, TOMBSTONE_MS } from '../store';
import { bytesOf, numberOf, textOf } from './reply';
import type { RawTurn, Scripted } from './scripted';

/** What processes tell each other to forget. */
export interface Forgotten {
  names: readonly string[];
  scopes: readonly string[];
}

/** On the bus. Names hold an HMAC at most, scopes a source. */
export function toMessage({ names, scopes }: Forgotten): string {
  return `${scopes.join(' ')}\n${names.join(' ')}`;
}

/** Of a message that `toMessage` wrote. */
export function fromMessage(message: string): Forgotten {
  const [scopes = '', names = ''] = message.split('\n');
  const parts = (text: string): string[] => text.split(' ').filter((part) => part !== '');
  return { names: parts(names), scopes: parts(scopes) };
}

export function createRedisStore(options: { scripted: Scripted; envelope: Envelope; channel: string }): LeaseStore {
  const { scripted, envelope, channel } = options;

  /** Undefined where it is not ours: truncated, moved, of another key or version. */
  function open(entry: EntryName, [, value, age, left]: readonly unknown[]): Stored | undefined {
    const sealed = bytesOf(value);
    const text = sealed.length === 0 ? undefined : envelope.open(boundTo(entry), sealed)?.toString();
    return text === undefined ? undefined : { text, ageMs: numberOf(age), leftMs: numberOf(left) };
  }

  /** `spoilt` = there is something, and nobody can read it. */
  function toTurn(raw: RawTurn | undefined, entry: EntryName): StoreTurn | 'spoilt' {
    if (raw === null || raw === undefined) return { kind: 'alone' };
    const state = textOf(raw[0]);
    const stored = open(entry, raw);
    if (state === 'F' || state === 'R') return stored === undefined ? 'spoilt' : { kind: 'fresh', stored, lease: state === 'R' };
    if (state === 'L') return { kind: 'lease', stale: stored };
    if (state === 'W') return { kind: 'wait', holder: textOf(raw[4]), stale: stored };
    if (state === 'E') return { kind: 'failed', code: textOf(raw[4]), stale: stored };
    return { kind: 'alone' };
  }

  async function read(asks: readonly StoreAsk[], token: string, sightOf: readonly (readonly string[])[]) {
    const scopes = [...new Set([...asks.map(({ entry }) => entry.scopes), ...sightOf])];
    const raw = await scripted.read(asks, token, scopes);
    const tags = new Map(scopes.map((one, index) => [one, raw.tags[index] ?? '']));
    const sight: Sight = { now: raw.now, sequence: raw.sequence, tags };
    return { turns: asks.map(({ entry }, index) => toTurn(raw.turns[index], entry)), sight };
  }

  return {
    async read(asks, token, sightOf) {
      const { turns, sight } = await read(asks, token, sightOf);
      const spoilt = asks.filter((_, index) => turns[index] === 'spoilt').map((ask) => ({ ...ask, maxAgeMs: 0 }));
      // Whoever reads it anew writes over it.
      const again = spoilt.length === 0 ? [] : (await read(spoilt, token, [])).turns;
      let next = 0;
      const answered = turns.map((turn): StoreTurn => {
        const own = turn === 'spoilt' ? again[next++] : turn;
        return own === undefined || own === 'spoilt' ? { kind: 'alone' } : own;
      });
      return { turns: answered, sight };
    },
    async fill(fills) {
      const items = fills.map((fill) => ({ name: fill.entry.name, rest: argumentsOf(fill, envelope) }));
      return (await scripted.each('cacheFill', TOMBSTONE_MS, items)).map((taken) => taken === 1);
    },
    async release(leases, code) {
      await scripted.each('cacheRelease', code ?? '', leases.map(toItem));
    },
    async extend(leases) {
      await scripted.each('cacheExtend', LEASE_MS, leases.map(toItem));
    },
    async isAwaited(leases) {
      return (await scripted.each('cacheAwaited', AWAITED_MS, leases.map(toItem))).some((awaited) => awaited === 1);
    },
    forget: (names, scopes) => scripted.forget(names, scopes, channel, toMessage({ names, scopes })),
  };
}

/** Moved to another name, or to another question there, it does not open. */
function boundTo({ name, question }: EntryName): string {
  return `${name} ${question}`;
}

function toItem({ entry, token }: Leased) {
  return { name: entry.name, rest: [entry.question, token] };
}

function argumentsOf(fill: StoreFill, envelope: Envelope) {
  const { entry, token, tag, sight, ageMs, freshMs, keepMs, tookMs, text } = fill;
  const times = [sight.sequence, sight.now, Math.round(ageMs), freshMs, keepMs, tookMs];
  return [entry.question, token ?? '', tag, ...times, envelope.seal(boundTo(entry), Buffer.from(text))];
}
