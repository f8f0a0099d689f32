// The misbehaviour an emulator is told to show: which fault strikes the next request. What each fault does on the wire is in
// `server.ts`; this holds only the orders.
import { z } from 'zod';

/** Body of `POST /__sandbox/faults`. */
export const faultSchema = z.strictObject({
  mode: z.enum([
    'latency',
    '429',
    '500',
    '503',
    '401',
    '403',
    'hang',
    'garbage',
    'wrong-shape',
    'reset',
    'dead',
    'blank',
    'stuck',
    'clock',
    'unheard',
  ]),
  /** latency: how long an answer is held back, in milliseconds. */
  ms: z.number().int().min(0).max(600_000).optional(),
  /** Only paths beginning so; absent = all. */
  path: z.string().optional(),
  /** Only requests whose query or body holds this text, letter by letter; absent = all. */
  asked: z.string().min(1).optional(),
  /** Only requests of this method; absent = all. */
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  /** clock: how far the Date header is ahead of the true time, below zero = behind. */
  seconds: z.number().int().optional(),
  /** How many requests it strikes before it is over; absent = until cleared. */
  times: z.number().int().min(1).optional(),
  /** 429 and 503: value of Retry-After; absent = no such header, except where the vendor always sends it. */
  retryAfterSeconds: z.number().min(0).optional(),
});

/** One fault on order. */
export type Fault = z.output<typeof faultSchema>;

export interface Faults {
  /** Orders a fault; it replaces the one ordered earlier for the same path and text. */
  set(fault: Fault): void;
  clear(): void;
  /** The fault that strikes this request, longest path first, and of those the one for a text; counts it against `times`. */
  strike(path: string, asked: string, method: string): Fault | null;
  list(): readonly Fault[];
}

/** @returns no faults. */
export function createFaults(): Faults {
  let orders: { fault: Fault; left: number }[] = [];
  return {
    set(fault) {
      orders = orders.filter((order) => order.fault.path !== fault.path || order.fault.asked !== fault.asked);
      orders.push({ fault, left: fault.times ?? Infinity });
      orders.sort((a, b) => sizeOf(b.fault.path) - sizeOf(a.fault.path) || sizeOf(b.fault.asked) - sizeOf(a.fault.asked));
    },
    clear() {
      orders = [];
    },
    strike(path, asked, method) {
      const order = orders.find(
        ({ fault }) =>
          path.startsWith(fault.path ?? '') && asked.includes(fault.asked ?? '') && (fault.method === undefined || fault.method === method),
      );
      if (order === undefined) return null;
      order.left -= 1;
      if (order.left <= 0) orders = orders.filter((other) => other !== order);
      return order.fault;
    },
    list: () => orders.map(({ fault }) => fault),
  };
}

function sizeOf(text = ''): number {
  return text.length;
}
