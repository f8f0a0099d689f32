// Sends a pretend system's webhooks: at once and in order, or late, doubled, reordered and wrongly signed on demand; again, a few times,
// while they are not taken. Real HTTP to wherever it was told.
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { z } from 'zod';
import type { Changes } from '../changes';
import type { ToldChange, WebhookTarget, WriteWebhook } from './message';

export const orderSchema = z.strictObject({
  /** null = nobody is told. */
  url: z.url().nullable(),
  /** The vendor's own where it is left out. */
  secret: z.string().optional(),
  /** How long after the change it is sent. */
  lateMs: z.number().min(0).max(600_000).default(0),
  /** How many times each is sent. */
  times: z.number().int().min(1).max(100).default(1),
  /** So many are gathered, and sent the newest first. */
  reversed: z.number().int().min(1).max(1_000).default(1),
  /** Signed with another secret. */
  wronglySigned: z.boolean().default(false),
});

export type WebhookOrder = z.infer<typeof orderSchema>;

/** One attempt. */
export interface Delivery {
  eventId: string;
  type: string;
  id: string;
  attempt: number;
  /** What was answered; 0 = nobody, or not in time. */
  status: number;
}

export interface WebhookSender {
  /** The secret that the vendor signs with, unless an order says otherwise. */
  readonly secret: string;
  order(order: z.input<typeof orderSchema>): void;
  /** Every attempt so far. */
  deliveries(): readonly Delivery[];
  /** Resolves when nothing is under way or planned. */
  settled(): Promise<void>;
  stop(): void;
}

export interface WebhookSenderOptions {
  changes: Changes;
  write: WriteWebhook;
  secret: string;
  /** Before each attempt after the first; a vendor waits for minutes. */
  retryMs?: readonly number[];
}

const ANSWER_WITHIN_MS = 5_000;
const RETRY_MS = [100, 200, 400, 800, 1_600, 3_200];

/** Sends nothing before the first order. */
export function createWebhookSender({ changes, write, secret, retryMs = RETRY_MS }: WebhookSenderOptions): WebhookSender {
  const deliveries: Delivery[] = [];
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();
  // Whatever waits to be sent again listens to it.
  setMaxListeners(0, stop.signal);
  let order: WebhookOrder = orderSchema.parse({ url: null });
  let gathered: ToldChange[] = [];

  async function pause(ms: number): Promise<void> {
    if (ms === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      stop.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async function attempt(change: ToldChange, target: WebhookTarget, number: number): Promise<boolean> {
    const message = write(change, target, number, Date.now());
    if (message === null) return true;
    const { type, id, eventId } = change;
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    const { url = target.url, headers, body } = message;
    const status = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' }).then(
      async (answer) => (await answer.arrayBuffer(), answer.status),
      () => 0,
    );
    deliveries.push({ eventId, type, id, attempt: number, status });
    return status >= 200 && status < 300;
  }

  async function send(change: ToldChange, target: WebhookTarget, lateMs: number): Promise<void> {
    await pause(lateMs);
    for (let number = 0; !stop.signal.aborted; number += 1) {
      if (await attempt(change, target, number)) return;
      const wait = retryMs[number];
      if (wait === undefined) return;
      await pause(wait);
    }
  }

  changes.onChange((change) => {
    const { url, lateMs, times, reversed, wronglySigned } = order;
    if (url === null) return;
    gathered.push({ ...change, eventId: randomUUID(), at: Date.now() });
    if (gathered.length < reversed) return;
    const target = { url, secret: wronglySigned ? `${order.secret ?? secret}-of-somebody-else` : (order.secret ?? secret) };
    for (const one of gathered.toReversed()) {
      for (let time = 0; time < times; time += 1) {
        const sending: Promise<void> = send(one, target, lateMs).finally(() => underWay.delete(sending));
        underWay.add(sending);
      }
    }
    gathered = [];
  });

  return {
    secret,
    order: (given) => {
      order = orderSchema.parse(given);
      gathered = [];
    },
    deliveries: () => [...deliveries],
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: () => stop.abort(),
  };
}
