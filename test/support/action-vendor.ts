// A vendor in which actions are done, for tests of processes: a real HTTP server that keeps one effect for a key, as vendors with
// idempotency keys do, and fails when it is told to. It outlives the processes that act in it.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { UpstreamError } from '../../platform/errors';
import { actionReceipt, actionRequest, type ActionRequest, type OfferedActions } from '../../platform/exchange/action';
import { ActionRefused, type PerformAction, type ReadOffers } from '../../processes/runs/perform';

export interface Effect {
  domain: string;
  source: string;
  action: string;
  key: string;
  input: Record<string, unknown>;
}

/** `lost` = it is done, and the answer never comes. */
export type VendorFault = 'down' | 'refuses' | 'lost';

export interface ActionVendor {
  url: string;
  /** What was done, each once, in order. */
  effects(): readonly Effect[];
  /** Every asking, dry ones left out: how often each key came. */
  askings(): ReadonlyMap<string, number>;
  /** When each asking of that key came; epoch ms. */
  askedAt(key: string): readonly number[];
  /** The next so many askings of the action fail that way. */
  fail(action: string, fault: VendorFault, times?: number): void;
  /** Keeps every asking waiting so long. */
  slow(milliseconds: number): void;
  /** Holds already: answers `already` for it. */
  hold(action: string): void;
  forget(): void;
  stop(): Promise<void>;
}

const asked = z.object({ domain: z.string(), request: actionRequest });

export async function startActionVendor(): Promise<ActionVendor> {
  let effects: Effect[] = [];
  let held = new Set<string>();
  const askings = new Map<string, number>();
  const times = new Map<string, number[]>();
  const faults = new Map<string, { fault: VendorFault; times: number }>();
  let delayMs = 0;

  function answer(domain: string, { action, source, input, key, dryRun }: ActionRequest, response: ServerResponse): void {
    const isDone = held.has(action) || effects.some((one) => one.key === key);
    const receipt = (outcome: string): string =>
      JSON.stringify({
        ...{ action, source, outcome, record: `${source}:made:${key}`, at: new Date().toISOString() },
        undo: action.startsWith('delete') || held.has(action) ? null : { action: `undo-${action}`, input: { made: key } },
      });
    if (dryRun) return void response.end(receipt(isDone ? 'already' : 'would'));
    askings.set(key, (askings.get(key) ?? 0) + 1);
    times.set(key, [...(times.get(key) ?? []), Date.now()]);
    const failing = faults.get(action);
    if (failing !== undefined && failing.times > 0) {
      failing.times -= 1;
      if (failing.fault === 'down') return void response.writeHead(503).end();
      if (failing.fault === 'refuses') return void response.writeHead(422).end();
      if (!isDone) effects.push({ domain, source, action, key, input });
      return void response.destroy();
    }
    if (isDone) return void response.end(receipt('already'));
    effects.push({ domain, source, action, key, input });
    response.end(receipt('done'));
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { domain, request: wanted } = asked.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      setTimeout(() => answer(domain, wanted, response), delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    effects: () => effects,
    askings: () => askings,
    askedAt: (key) => times.get(key) ?? [],
    fail: (action, fault, times = Infinity) => void faults.set(action, { fault, times }),
    slow: (milliseconds) => void (delayMs = milliseconds),
    hold: (action) => void held.add(action),
    forget() {
      effects = [];
      held = new Set();
      askings.clear();
      faults.clear();
      delayMs = 0;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Acts there, as a connector would. */
export function performAt(url: string): PerformAction {
  return async (domain, request) => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ domain, request }) }).catch((cause: unknown) => {
      throw new UpstreamError(request.source, 'UPSTREAM_TIMEOUT', { cause });
    });
    if (response.status === 422) throw new ActionRefused('ACTION_REFUSED');
    if (response.status !== 200) throw new UpstreamError(request.source, 'UPSTREAM_UNAVAILABLE');
    return actionReceipt.parse(await response.json());
  };
}

/** Of every domain, these sources with these actions. */
export function offering(sources: readonly string[], actions: readonly string[]): ReadOffers {
  const offers: OfferedActions = sources.map((source) => ({ source, vendor: source, actions: [...actions] }));
  return () => Promise.resolve(offers);
}
