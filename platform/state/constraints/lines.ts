// What was said as lines of JSON, one word a line: for keeping a copy, and for taking it to another deployment.
import { z } from 'zod';
import { faultOf } from './pair';
import type { ConstraintChange } from './port';

export interface WordLine extends ConstraintChange {
  /** ISO 8601 in UTC, in milliseconds. */
  at: string;
}

/** A word and the line it stands in, from 1. */
export interface NumberedWord {
  line: number;
  word: WordLine;
}

/** What is wrong with some lines, each by its number from 1, without its values. */
export class LineFaults extends Error {
  override readonly name = 'LineFaults';

  constructor(readonly faults: readonly { line: number; fault: string }[]) {
    super(faults.map(({ line, fault }) => `line ${line}: ${fault}`).join('\n'));
  }
}

const wordLine = z.strictObject({
  kind: z.enum(['LINK', 'UNLINK', 'NONE']),
  a: z.string(),
  b: z.string(),
  by: z.string(),
  reason: z.string(),
  at: z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString()),
});

export function toLine({ kind, a, b, by, reason, at }: WordLine): string {
  return `${JSON.stringify({ kind, a, b, by, reason, at })}\n`;
}

/** All words of a text, each with its line; empty lines say nothing. Throws LineFaults with every line that is wrong. */
export function parseLines(text: string): NumberedWord[] {
  const faults: { line: number; fault: string }[] = [];
  const words = text.split('\n').flatMap((content, index) => {
    const line = index + 1;
    if (content.trim() === '') return [];
    const parsed = wordLine.safeParse(toJson(content));
    const fault = parsed.success ? faultOf(parsed.data) : wordingOf(parsed.error);
    if (fault !== null) faults.push({ line, fault });
    return parsed.success && fault === null ? [{ line, word: parsed.data }] : [];
  });
  if (faults.length > 0) throw new LineFaults(faults);
  return words;
}

function toJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** Which fields, and never what was in them. */
function wordingOf({ issues }: z.ZodError): string {
  if (issues.some(({ path }) => path.length === 0)) return 'is no JSON object of kind, a, b, by, reason and at';
  return `${[...new Set(issues.map(({ path }) => String(path[0])))].join(', ')}: missing or of the wrong form`;
}
