// Makes the HTTP clients of one source, the only ones its connector has: each call within its deadline, through the gate of its
// origin, with one retry of reads, parsed. The parts are in the files beside it; client.ts says what callers may rely on.
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { UpstreamError } from '../errors';
import { classOf, createSourceBook, type SourceBook } from '../metrics/source-book';
import { createPatience, type OwnPatience } from '../request/patience';
import { isPrivateHost, publicLookup, type Resolve } from './address';
import { MAX_BODY_BYTES, sendOnce } from './attempt';
import { createBreaker, type BreakerOptions } from './breaker';
import type { RateBudget } from './budget';
import { corrected, pausedBy, type Quota } from './budget-quota';
import type { HttpFactory, HttpRequest } from './client';
import { createConcurrencyCap } from './concurrency';
import { pass, type Gate, type Met } from './gate';
import { loggedIn } from './logged-in';
import { isAnswer, parseJson, toReply, type Outcome } from './reply';
import { createRetryBudget, pauseBeforeRetry, refusal } from './retry';

export interface SourceHttpOptions {
  source: string;
  /** For one attempt and its retry together, and for waiting for their turns. */
  timeoutMs: number;
  /** Parallel connections to the vendor, at most. */
  connections: number;
  /** Told the `Date` of each answer, '' where it has none: whose clock is wrong. */
  dated?(date: string): void;
  /** When calls to an origin stop for its failures; left out = never. */
  breaker?: BreakerOptions;
  /** Keeps the quotas that connectors declare, and the pauses that vendors ask for; left out = nobody does. */
  budget?: RateBudget;
  /** True = a public name may lead to a private address: a house's own server under its public domain. */
  mayBePrivate?: boolean;
  /** What is counted of it; left out = nobody reads it. */
  book?: SourceBook;
  /** How names are resolved; the machine's way where it is left out. */
  resolver?: Resolve;
}

/** Never opens: one call after another may fail. */
const NO_BREAKER: BreakerOptions = { of: 1, least: Infinity, memoryMs: 0, pauseMs: 0, longestPauseMs: 0 };

/** Makes the factory of one source. Each attempt runs inside the source's timeout and the call's own patience. */
export function createHttpFactory({
  source,
  timeoutMs,
  connections,
  dated,
  breaker,
  budget,
  mayBePrivate = false,
  book = createSourceBook(source),
  resolver,
}: SourceHttpOptions): HttpFactory {
  const gates = new Map<string, Gate>();
  function gateOf(origin: string): Gate {
    const known = gates.get(origin);
    if (known !== undefined) return known;
    const cap = createConcurrencyCap(connections);
    const gate = { source, book, budget: budget ?? null, cap, breaker: createBreaker(breaker ?? NO_BREAKER) };
    gates.set(origin, gate);
    book.gates.push(() => ({ breaker: gate.breaker.state(), ...cap.state() }));
    return gate;
  }

  return ({ baseUrl, headers: ownHeaders, session, quotas: declared = [] }) => {
    const base = new URL(baseUrl);
    const prefix = base.pathname.replace(/\/$/, '');
    const pool = new Pool(base.origin, {
      ...{ connections, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: MAX_BODY_BYTES },
      ...(mayBePrivate || isPrivateHost(base.hostname) ? {} : { connect: { lookup: publicLookup(resolver) } }),
    });
    const gate = gateOf(base.origin);
    const retries = createRetryBudget();
    let quotas: readonly Quota[] = declared;
    let newestHeaders: Readonly<Record<string, string>> | null = null;

    async function overTheWire(
      request: HttpRequest<unknown>,
      sessionHeaders: Readonly<Record<string, string>>,
      patience: OwnPatience,
    ): Promise<Outcome> {
      const started = performance.now();
      const reply = await sendOnce({ source, pool, prefix, headers: { ...ownHeaders?.(), ...sessionHeaders }, patience }, request);
      const ms = performance.now() - started;
      book.answers.of(reply instanceof UpstreamError ? reply.code : classOf(reply.status)).value += 1;
      if (reply instanceof UpstreamError) {
        request.call.sent(ms, true);
        return reply;
      }
      const { status, headers, body } = reply;
      newestHeaders = headers;
      quotas = quotas.map((quota) => corrected(quota, headers));
      dated?.(headers['date'] ?? '');
      const answered = isAnswer(request, status);
      const refusedForMs = answered && request.refusedFor !== undefined ? request.refusedFor(parseJson(body), status) : null;
      const refused = refusedForMs !== null || session?.isRefusal(status, parseJson(body)) === true;
      request.call.sent(ms, refused || (status >= 400 && !answered));
      return { ...reply, refusedForMs };
    }

    function send(request: HttpRequest<unknown>, headers: Readonly<Record<string, string>>, patience: OwnPatience, deadlineAt: number) {
      const passing = { request, quotas, priority: request.call.priority ?? 'interactive', patience, deadlineAt } as const;
      return pass<Outcome>(
        gate,
        passing,
        () => overTheWire(request, headers, patience),
        (outcome) => {
          const pauseMs = refusal(request, outcome, timeoutMs);
          if (pauseMs !== null) {
            book.pauses.value += 1;
            budget?.pause(pausedBy(quotas, request), pauseMs);
          }
          return whatItMet(request, outcome);
        },
      );
    }

    function attempt(request: HttpRequest<unknown>, patience: OwnPatience, deadlineAt: number): Promise<Outcome> {
      if (session === undefined) return send(request, {}, patience, deadlineAt);
      return loggedIn(source, session, { call: request.call, patience, send: (headers) => send(request, headers, patience, deadlineAt) });
    }

    function whatItMet(request: HttpRequest<unknown>, outcome: Outcome): Met {
      if (refusal(request, outcome, timeoutMs) !== null) return 'a refusal';
      if (!(outcome instanceof UpstreamError))
        return outcome.status === 503 ? 'overload' : outcome.status >= 500 ? 'a failure' : 'an answer';
      // Who goes away early says nothing of the vendor.
      if (outcome.code === 'UPSTREAM_TIMEOUT') return request.call.signal.aborted ? 'nothing' : 'overload';
      return outcome.code === 'UPSTREAM_UNAVAILABLE' ? 'a failure' : 'an answer';
    }

    async function twiceAtMost(request: HttpRequest<unknown>, patience: OwnPatience): Promise<Outcome> {
      const deadlineAt = Date.now() + timeoutMs;
      retries.called();
      const first = await attempt(request, patience, deadlineAt);
      const pauseMs = pauseBeforeRetry(request, first, { timeoutMs, leftMs: deadlineAt - Date.now() });
      if (pauseMs === null) return first;
      const mayRetry = Date.now() + pauseMs < deadlineAt && retries.spend();
      book.retries[mayRetry ? 'sent' : 'refused'].value += 1;
      if (!mayRetry) return first;
      await pauseWithin(pauseMs, patience);
      return attempt(request, patience, deadlineAt);
    }

    return {
      async send(request) {
        const patience = createPatience(timeoutMs);
        const { signal } = request.call;
        if (signal.aborted) patience.end();
        // One call may wait for many requests at a time, and each takes its listener away.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', patience.end, { once: true });
        try {
          return toReply(source, request, await twiceAtMost(request, patience));
        } catch (error) {
          if (error instanceof UpstreamError) book.failures.of(error.code).value += 1;
          throw error;
        } finally {
          signal.removeEventListener('abort', patience.end);
          patience.release();
        }
      },
      lastHeaders: () => newestHeaders,
      close: () => pool.destroy(),
    };
  };
}

/** Given up in the meantime: the second attempt notices. */
async function pauseWithin(ms: number, patience: OwnPatience): Promise<void> {
  const abort = new AbortController();
  const patient = patience.onceOver(() => abort.abort());
  await sleep(ms, undefined, { signal: abort.signal }).catch(() => undefined);
  patient();
}
