// A source's canary: a known record, looked up at start and then hourly by every way it is known by. A look-up that fails is not
// asked any more until it works again: an empty answer of it would be taken for the truth.
import type { Identifier, LookupBy, RecordSource } from '../connector';
import type { Log } from '../log';
import type { SourceWatch } from '../loader/source-watch';
import type { PersonRecord } from '../record';
import { probeLookups, type Finding } from './probe';

/** `UNCHECKED`: no canary names it, or the source could not be asked yet; it is asked as usual. */
export type LookupStatus = 'SUPPORTED' | 'UNSUPPORTED' | 'UNCHECKED';

export interface LookupVerdict {
  status: LookupStatus;
  /** When this was found out, ISO 8601; null = never. */
  checkedAt: string | null;
  /** For people: why it is not SUPPORTED, or why the newest check said nothing. Never an identifier. */
  note: string | null;
}

export interface Canary {
  /** As configured; none = there is none. For no eyes: they may be a person's. */
  readonly identifiers: readonly Identifier[];
  of(by: LookupBy): LookupVerdict;
  /** False only for a look-up that failed. */
  supports(by: LookupBy): boolean;
  /** Looks now, or joins the look that is under way. Never rejects. */
  check(): Promise<void>;
  /** Looks soon, and then again and again; what is waited for keeps no process alive. Without a canary it does nothing. */
  start(): void;
  close(): void;
}

export interface CanaryOptions<R extends PersonRecord> {
  source: string;
  /** The name of its setting, for notes. */
  variable: string;
  connector: RecordSource<R>;
  /** Of one record, the most believed first; none = no canary. */
  identifiers: readonly Identifier[];
  watch: SourceWatch;
  log: Log;
  /** Between two looks, give or take a tenth. */
  everySeconds: number;
}

/** What failed is looked at again this soon. */
const AGAIN_SECONDS = 300;

/** Nothing is asked before `check` or `start`. */
export function createCanary<R extends PersonRecord>(options: CanaryOptions<R>): Canary {
  const { source, variable, connector, identifiers, watch, log, everySeconds } = options;
  const verdicts = new Map<LookupBy, LookupVerdict>();
  const ending = new AbortController();
  let underWay: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function take({ by, outcome, note }: Finding, checkedAt: string): void {
    const before = canary.of(by);
    // Not reached is no verdict: what was known stands.
    verdicts.set(by, outcome === 'UNTOLD' ? { ...before, note } : { status: outcome, checkedAt, note });
    if (outcome === 'UNSUPPORTED' && (before.status !== 'UNSUPPORTED' || before.note !== note)) {
      log.warn('a look-up is not supported: it is not asked until it works again', { source, cause: `${by}: ${note ?? ''}` });
    }
    if (outcome === 'SUPPORTED' && before.status === 'UNSUPPORTED') log.info('a look-up works again', { source, cause: by });
  }

  async function look(): Promise<void> {
    const call = { signal: ending.signal, sent: watch.sent };
    const findings = await probeLookups(connector, identifiers, call);
    if (ending.signal.aborted) return;
    for (const finding of findings) take(finding, new Date().toISOString());
  }

  function plan(seconds: number): void {
    if (ending.signal.aborted) return;
    // Many processes that start as one must not ask as one for ever.
    const jitter = 0.9 + Math.random() * 0.2;
    timer = setTimeout(() => void canary.check().then(() => plan(nextSeconds())), seconds * 1_000 * jitter).unref();
  }

  function nextSeconds(): number {
    const failing = [...verdicts.values()].some(({ status }) => status === 'UNSUPPORTED');
    return failing ? Math.min(AGAIN_SECONDS, everySeconds) : everySeconds;
  }

  const canary: Canary = {
    identifiers,
    of: (by) =>
      verdicts.get(by) ?? {
        ...{ status: 'UNCHECKED', checkedAt: null },
        note: identifiers.some((identifier) => identifier.by === by) ? null : `${variable} names none`,
      },
    supports: (by) => verdicts.get(by)?.status !== 'UNSUPPORTED',
    check() {
      if (identifiers.length === 0) return Promise.resolve();
      underWay ??= look().finally(() => (underWay = undefined));
      return underWay;
    },
    start() {
      if (identifiers.length > 0 && timer === undefined) plan(0);
    },
    close() {
      ending.abort();
      clearTimeout(timer);
    },
  };
  return canary;
}
