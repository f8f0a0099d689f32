// Counts what the judge saw of each vendor, and holds it against what it must see: a judge that saw nothing does not pass.
import type { Finding } from './findings';
import { isAnswered, isConnectors, type Recorded } from './traffic';

/** By vendor and operation, the fewest requests of connectors that must have been answered (below 400) by the emulator itself. */
export type Expected = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Seen {
  vendor: string;
  operation: string;
  /** Requests of connectors. */
  asked: number;
  /** Answers of the emulator, to everybody. */
  answered: number;
  /** Requests of connectors that the emulator answered, and did not refuse. */
  served: number;
}

export interface Coverage {
  note(exchange: Recorded, operation: string): void;
  /** By vendor and operation. */
  list(): readonly Seen[];
}

/** @returns nothing seen. */
export function createCoverage(): Coverage {
  const seen = new Map<string, Seen>();
  return {
    note(exchange, operation) {
      const { vendor } = exchange;
      const key = `${vendor} ${operation}`;
      const entry = seen.get(key) ?? { vendor, operation, asked: 0, answered: 0, served: 0 };
      seen.set(key, entry);
      const asked = isConnectors(exchange);
      const answered = isAnswered(exchange);
      if (asked) entry.asked += 1;
      if (answered) entry.answered += 1;
      if (asked && answered && exchange.status < 400) entry.served += 1;
    },
    list: () => [...seen.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry),
  };
}

/** A finding for each operation that was seen too seldom, and for each that connectors use and nobody expects. */
export function coverageFindings(seen: readonly Seen[], expected: Expected): readonly Finding[] {
  const servedOf = (vendor: string, operation: string): number =>
    seen.find((one) => one.vendor === vendor && one.operation === operation)?.served ?? 0;
  const tooFew = Object.entries(expected).flatMap(([vendor, operations]) =>
    Object.entries(operations).flatMap(([operation, fewest]): Finding[] => {
      const served = servedOf(vendor, operation);
      return served >= fewest ? [] : [{ vendor, operation, side: 'coverage', where: '', what: `seen ${served} times, not ${fewest}` }];
    }),
  );
  const unexpected = seen
    .filter(({ vendor, operation, served }) => served > 0 && expected[vendor]?.[operation] === undefined)
    .map(({ vendor, operation }): Finding => ({
      vendor,
      operation,
      side: 'coverage',
      where: '',
      what: 'is asked, and not in the table of what must be seen',
    }));
  return [...tooFew, ...unexpected];
}
