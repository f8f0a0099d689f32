// Writes audit records, away from the answers they are about: a bounded queue in memory, emptied in batches. A database that is slow or
// down delays records, not answers, unless whoever asks waits for them; what became of it is told by the log, `state` and `counts`.
import { setTimeout as pause } from 'node:timers/promises';
import { StateError } from '../../errors';
import type { Log } from '../../log';
import type { StateDatabase } from '../database';
import { StateFault, wordsOf } from '../fault';
import { appendRecords } from './append';
import type { AuditKeySource } from './secret';
import type { AuditRecord } from './record';

export interface AuditWriter {
  /** Takes it and returns at once; where too many wait, it is lost, and counted. */
  add(record: AuditRecord): void;
  /** Resolves when it is kept. Rejects with StateError after two seconds, and at once while the database is known to fail. */
  keep(record: AuditRecord): Promise<void>;
  /** Tries the database, so that what is wrong is known before the first record. */
  open(): void;
  /** The newest attempt failed. */
  isFailing(): boolean;
  /** One line for people. */
  state(): string;
  counts(): { written: number; lost: number; waiting: number };
  /** Writes what waits, within three seconds, and closes the database. What is left is lost, and the log says how much. */
  close(): Promise<void>;
}

export interface AuditWriterOptions {
  database: StateDatabase;
  tenant: string;
  keys: AuditKeySource;
  log: Log;
  /** Records that may wait; 10,000 where it is left out. */
  room?: number;
}

interface Waiting {
  record: AuditRecord;
  settle: ((error?: StateError) => void) | null;
}

const ROOM = 10_000;
const BATCH = 200;
/** Those of several answers are written together. */
const GATHER_MS = 50;
const KEEP_WITHIN_MS = 2_000;
const CLOSE_WITHIN_MS = 3_000;
const RETRY_MS = [100, 200, 400, 800, 1_600] as const;
const SAY_EVERY_MS = 60_000;

/** Nothing is connected before the first record, or `open`. */
export function createAuditWriter({ database, tenant, keys, log, room = ROOM }: AuditWriterOptions): AuditWriter {
  const queue: Waiting[] = [];
  let inHand: Waiting[] = [];
  const stop = new AbortController();
  let [written, lost, failures, quietUntil] = [0, 0, 0, 0];
  let failingSince: number | null = null;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  function fail(error: unknown): void {
    failingSince ??= Date.now();
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + SAY_EVERY_MS;
    log.error('audit records cannot be written', { code: 'AUDIT_UNAVAILABLE', cause: wordsOf(error) });
  }

  async function writeSome(batch: readonly Waiting[], again: boolean): Promise<void> {
    const records = batch.map(({ record }) => record);
    const book = { tenant, keys: keys(true) };
    await database.use((session) => appendRecords(session, records, book, again));
  }

  /** Until nothing waits; while it fails, until it works again. */
  async function run(): Promise<void> {
    do {
      const batch = queue.splice(0, BATCH);
      inHand = batch;
      try {
        await writeSome(batch, failures > 0);
        inHand = [];
        written += batch.length;
        if (failingSince !== null) log.info('audit records are written again');
        [failures, failingSince, quietUntil] = [0, null, 0];
        for (const { settle } of batch) settle?.();
      } catch (error) {
        fail(error);
        // Nobody waits any longer for those: the answer is refused. They may have been kept all the same.
        for (const { settle } of batch) settle?.(new StateError({ cause: error }));
        inHand = [];
        queue.unshift(...batch.filter(({ settle }) => settle === null));
        const delay = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
        failures += 1;
        await pause(delay, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      }
    } while ((queue.length > 0 || failingSince !== null) && !(stop.signal.aborted && failingSince !== null));
    running = null;
  }

  function start(): void {
    clearTimeout(timer ?? undefined);
    timer = null;
    running ??= run();
  }

  return {
    add(record) {
      if (queue.length >= room || stop.signal.aborted) {
        lost += 1;
        fail(new StateFault('too many wait'));
        return;
      }
      queue.push({ record, settle: null });
      if (running === null) timer ??= setTimeout(start, GATHER_MS).unref();
    },
    keep(record) {
      if (failingSince !== null || queue.length >= room || stop.signal.aborted) return Promise.reject(new StateError());
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => settle(new StateError()), KEEP_WITHIN_MS);
        const settle = (error?: StateError): void => {
          clearTimeout(late);
          if (error === undefined) return resolve();
          const place = queue.indexOf(waiting);
          if (place >= 0) queue.splice(place, 1);
          reject(error);
        };
        const waiting: Waiting = { record, settle };
        queue.push(waiting);
        start();
      });
    },
    open: start,
    isFailing: () => failingSince !== null,
    state() {
      const gone = lost === 0 ? '' : `; ${lost} were lost`;
      if (failingSince === null) return `audit records are written${gone}`;
      const since = new Date(failingSince).toISOString();
      return `audit records cannot be written since ${since}: ${queue.length + inHand.length} wait${gone}`;
    },
    counts: () => ({ written, lost, waiting: queue.length + inHand.length }),
    async close() {
      if (queue.length > 0) start();
      stop.abort();
      const over = new AbortController();
      const done = (running ?? Promise.resolve()).then(() => over.abort());
      await Promise.race([done, pause(CLOSE_WITHIN_MS, undefined, { signal: over.signal }).catch(() => undefined)]);
      const left = queue.length + inHand.length;
      lost += left;
      if (left > 0) log.error('audit records are lost', { code: 'AUDIT_UNAVAILABLE', cause: `${left} waited at the end` });
      await database.close();
    },
  };
}
