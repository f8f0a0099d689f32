// Several desks as one: of this process, and of the processes that hold the other sources. Who has which is asked, and remembered; for a
// name that nobody has, they are asked once in a while and not for each request.
import type { WebhookDesk } from './message';

const ASK_AGAIN_MS = 5_000;

/** The first one that has a source is given what comes for it. */
export function joinDesks(desks: readonly WebhookDesk[], now: () => number = Date.now): WebhookDesk {
  let known = new Map<string, WebhookDesk>();
  let askAt = 0;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    askAt = now() + ASK_AGAIN_MS;
    // Whoever cannot be asked keeps what it had.
    const lists = await Promise.all(
      desks.map((desk) => desk.sources().catch(() => [...known].flatMap(([name, holder]) => (holder === desk ? [name] : [])))),
    );
    const found = new Map<string, WebhookDesk>();
    for (const [index, desk] of desks.entries()) for (const name of lists[index] ?? []) if (!found.has(name)) found.set(name, desk);
    known = found;
  }

  async function holderOf(source: string): Promise<WebhookDesk | undefined> {
    if (!known.has(source) && (now() >= askAt || asking !== undefined)) {
      asking ??= ask().finally(() => (asking = undefined));
      await asking;
    }
    return known.get(source);
  }

  return {
    async sources() {
      await ask();
      return [...known.keys()];
    },
    async receive(source, request) {
      const holder = await holderOf(source);
      return holder === undefined ? { status: 404 } : holder.receive(source, request);
    },
  };
}
