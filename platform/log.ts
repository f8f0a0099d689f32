// The structured log: JSON lines on stderr. What is logged is an allow-list of named fields; identifiers, variables, answers
// and secrets are never among them.
import pino from 'pino';

/** Fields a line may carry. Anything else does not compile. */
export interface LogFields {
  requestId?: string;
  operation?: string;
  status?: number;
  durationMs?: number;
  errorCodes?: readonly string[];
  source?: string;
  subgraph?: string;
  code?: string;
  /** For our own bugs: the stack, which names places in our code. */
  stack?: string;
  /** Why a system failed: status codes and field paths, never values. */
  cause?: string;
  address?: string;
}

export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * Lines are written some at a time, after 100 ms at the latest: a write for each costs a request more than its plan does. The rest is
 * written at the end, however it comes, but for SIGKILL.
 */
const DESTINATION = { fd: 2, sync: false, minLength: 4_096, periodicFlush: 100 };

/** Makes the process's log. */
export function createLog(level: LogLevel): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(DESTINATION));
  return {
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
  };
}

/** A log that says nothing, for tests and tools. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
