// What is told to those who watch a process, as data: a name, plain words, and where the number is read when somebody asks. Parts that
// count declare these; they know no library. docs/operations.md has each of them.
import type { SpreadReading } from './spread';

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  labels: Labels;
  value: number;
}

export interface SpreadSample {
  labels: Labels;
  spread: SpreadReading;
}

interface Declared {
  /** By Prometheus's conventions: base units, counters end in `_total`. */
  name: string;
  help: string;
  /** The names of its labels; values come from bounded lists, and are never of a person. */
  labels: readonly string[];
}

/** A counter only grows while the process lives; both are read at each asking. */
export interface NumberMeasure extends Declared {
  kind: 'counter' | 'gauge';
  read(): readonly Sample[];
}

export interface SpreadMeasure extends Declared {
  kind: 'histogram';
  read(): readonly SpreadSample[];
}

/** A gauge whose numbers are kept elsewhere, the same for every process. A reading that fails shows no number, and no more. */
export interface StoredMeasure extends Declared {
  kind: 'stored gauge';
  read(): Promise<readonly Sample[]>;
}

export type Measure = NumberMeasure | SpreadMeasure | StoredMeasure;
