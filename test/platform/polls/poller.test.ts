// What becomes of what a source says has changed: the cache forgets before the cursor moves, and what fails is asked for again.
import type { Invalidation } from '../../../platform/cache/cache';
import { UpstreamError } from '../../../platform/errors';
import { silentLog } from '../../../platform/log';
import type { Changes } from '../../../platform/polls/declaration';
import { createPoller, type Poller } from '../../../platform/polls/poller';
import { createEventIntake } from '../../../platform/state/events/intake';
import { createPollTurns } from '../../../platform/state/events/poll-turns';
import { createWebhookBook } from '../../../platform/webhooks/book';
import { until } from '../../support/until';

let asked: (string | null)[];
let forgotten: Invalidation[];
let warnings: string[];
let acknowledged: boolean;
let poller: Poller;

beforeEach(() => {
  asked = [];
  forgotten = [];
  warnings = [];
  acknowledged = true;
});
afterEach(() => poller.close());

const change = (n: number) => ({ id: `poll:${n}`, type: 'crm.contact.updated', at: null, records: [`acme:contact:${n}`] });

function start(read: (cursor: string | null, turn: number) => Changes | Promise<Changes>, everySeconds = 60): Poller {
  const cache = {
    invalidate(what: Invalidation) {
      forgotten.push(what);
      return Promise.resolve(acknowledged);
    },
  };
  poller = createPoller({
    polled: {
      ...{ source: 'acme', everySeconds, sent: () => undefined },
      read: async (cursor) => {
        asked.push(cursor);
        return read(cursor, asked.length);
      },
    },
    turns: createPollTurns(undefined, 'default'),
    intake: createEventIntake({ cache, tenant: 'default', database: undefined }),
    book: createWebhookBook(),
    log: { ...silentLog, warn: (_text, fields) => void warnings.push(JSON.stringify(fields)) },
  });
  return poller;
}

it('begins now, goes on from where it was, and the cache forgets whom it is about', async () => {
  const { poll } = start((cursor) => ({
    events: cursor === null ? [] : [change(Number(cursor))],
    cursor: String(Number(cursor ?? 0) + 1),
    more: false,
  }));
  for (let turn = 0; turn < 3; turn += 1) await poll();
  expect(asked).toEqual([null, '1', '2']);
  expect(forgotten).toEqual([{ records: ['acme:contact:1'] }, { records: ['acme:contact:2'] }]);
});

it('reads on while there is more, and leaves the rest for the next turn', async () => {
  const { poll } = start((_cursor, turn) => ({ events: [change(turn)], cursor: String(turn), more: true }));
  await poll();
  expect(asked).toHaveLength(20);
  await poll();
  expect(asked[20]).toBe('20');
});

it('asks again from where it stood where the vendor fails, or the cache does not confirm', async () => {
  let isDown = true;
  const { poll } = start(() => {
    if (isDown) throw new UpstreamError('acme', 'UPSTREAM_UNAVAILABLE');
    return { events: [change(7)], cursor: 'next', more: false };
  });
  await poll();
  isDown = false;
  acknowledged = false;
  await poll();
  acknowledged = true;
  await poll();
  await poll();
  expect(asked).toEqual([null, null, null, 'next']);
  expect(warnings).toEqual([expect.stringContaining('UPSTREAM_UNAVAILABLE'), expect.stringContaining('did not confirm')]);
});

it('is one asking, whoever asks at the same time', async () => {
  const { poll } = start(() => ({ events: [], cursor: 'next', more: false }));
  await Promise.all([poll(), poll()]);
  expect(asked).toEqual([null]);
});

it('asks by itself, again and again, until it is closed', async () => {
  const { start: begin, close } = start((cursor) => ({ events: [], cursor: `${cursor ?? ''}.`, more: false }), 0.02);
  begin();
  await until(() => asked.length >= 3, 5_000);
  await close();
  const { length } = asked;
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(asked).toHaveLength(length);
});
