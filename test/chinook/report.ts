// The outcome of the Chinook run: one line a check, a count at the end. Expected and found are printed where they differ.
import { isDeepStrictEqual } from 'node:util';

export interface Report {
  /** Notes whether `found` is deeply equal to `expected`. */
  equal(name: string, found: unknown, expected: unknown): void;
  /** Runs a group of checks; what it throws is one failed check. */
  group(name: string, checks: () => Promise<void>): Promise<void>;
  /** Prints the count and answers the exit code. */
  end(): 0 | 1;
}

const LONGEST = 400;

/** A report to standard output. */
export function createReport(): Report {
  let passed = 0;
  let failed = 0;
  const note = (name: string, isRight: boolean, detail = ''): void => {
    if (isRight) passed += 1;
    else failed += 1;
    console.log(`  ${isRight ? 'ok  ' : 'FAIL'}  ${name}${detail}`);
  };
  return {
    equal(name, found, expected) {
      const isRight = isDeepStrictEqual(found, expected);
      note(name, isRight, isRight ? '' : `\n        expected ${shown(expected)}\n        found    ${shown(found)}`);
    },
    async group(name, checks) {
      console.log(`\n${name}`);
      try {
        await checks();
      } catch (error) {
        note('runs to its end', false, `\n        ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    end() {
      console.log(`\n${passed} passed, ${failed} failed`);
      return failed === 0 && passed > 0 ? 0 : 1;
    },
  };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
