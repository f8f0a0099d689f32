// A hundred readers of one key, on a clock of ours: it is read anew shortly before its time is over, about once, and nobody ever finds it
// gone.
import { createCacheNaming, createProcessSecret } from '../../../platform/cache/keys';
import { createMemoryStore } from '../../../platform/cache/memory-store';

const entry = createCacheNaming('early', [createProcessSecret()]).entryOf({
  ...{ source: 'crm', kind: 'record', question: 'record', key: 'crm:contact:1' },
});
const freshMs = 10_000;
const tookMs = 300;

test('once or twice a window, and never a miss', async () => {
  let now = 1_000_000;
  const store = createMemoryStore(100_000, () => now);
  let readings = 0;
  let missed = 0;
  const pending: { at: number; fill: () => Promise<unknown> }[] = [];

  async function read(reader: number): Promise<void> {
    const token = `${now} ${reader}`;
    const { turns, sight } = await store.read(
      [{ entry, maxAgeMs: null, eagerness: -Math.log(1 - Math.random()), waitedFor: null }],
      token,
      [],
    );
    const [turn] = turns;
    if (turn?.kind !== 'fresh') missed += 1;
    if (turn?.kind !== 'lease' && !(turn?.kind === 'fresh' && turn.lease)) return;
    readings += 1;
    const fill = { entry, token, sight, tag: sight.tags.get(entry.scopes) ?? '', text: '1', ageMs: 0, freshMs, keepMs: freshMs, tookMs };
    pending.push({ at: now + tookMs, fill: () => store.fill([fill]) });
  }

  await read(0);
  now += tookMs;
  await pending.pop()?.fill();
  [readings, missed] = [0, 0];
  const windows = 20;
  const until = now + windows * freshMs;
  while (now < until) {
    for (const due of pending.filter(({ at }) => at <= now)) await due.fill();
    pending.splice(0, pending.length, ...pending.filter(({ at }) => at > now));
    for (let reader = 0; reader < 100; reader += 1) await read(reader);
    now += 100;
  }
  store.close();
  expect(missed).toBe(0);
  expect(readings).toBeGreaterThanOrEqual(windows);
  expect(readings).toBeLessThan(3 * windows);
});
