// How the contract suites say what is wrong: in words that tell what to do, beside what was seen. Values are never invented data
// of anybody, so that they may be shown.
import type { z } from 'zod';
import { UpstreamError, type UpstreamCode } from '../../platform/errors';

/** Throws where a value is not of the shape that the contract states; `what` = whose it is: `find: a record`. */
export function expectShape(what: string, shape: z.ZodType, value: unknown): void {
  const { error } = shape.safeParse(value);
  if (error === undefined) return;
  const faults = error.issues.map((issue) => {
    const where = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    return issue.code === 'unrecognized_keys'
      ? `${where}${issue.keys.join(', ')} is no field of the contract: leave it out (what the vendor says besides belongs into \`raw\`)`
      : `${where}${issue.message}`;
  });
  throw new Error(`${what} is not of the contract's shape:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
}

/** Throws unless each outcome is an `UpstreamError` of this code; `outcomes` = the slots of an answer, or what was thrown. */
export function expectFailure(what: string, outcomes: readonly unknown[], code: UpstreamCode): void {
  if (outcomes.length === 0) throw new Error(`${what}: nothing was answered at all, where it had to fail with ${code}`);
  for (const outcome of outcomes) {
    if (!(outcome instanceof Error)) {
      throw new Error(
        `${what}: it was answered as if nothing were wrong (${shown(outcome)}). An empty answer of a source that failed is a lie.`,
      );
    }
    if (!(outcome instanceof UpstreamError)) {
      throw new Error(
        `${what}: ${outcome.name} ("${outcome.message}") instead of an UpstreamError: let through what the HTTP client throws.`,
      );
    }
    refuseUnsupported(what, outcome);
    if (outcome.code !== code) throw new Error(`${what}: ${outcome.code} instead of ${code}`);
  }
}

/** Throws where a connector says that it has no way to tell, and its test says what it should answer. */
export function refuseUnsupported(what: string, outcome: unknown): void {
  if (outcome instanceof UpstreamError && outcome.code === 'UPSTREAM_UNSUPPORTED') {
    throw new Error(
      `${what}: the connector says that it has no way to tell, and its test what it should answer. Where the vendor has none, the test says 'unsupported'.`,
    );
  }
}

/** Throws unless a read that the test calls 'unsupported' says so too, without a request. */
export function expectUnsupported(what: string, outcomes: readonly unknown[], requests: number): void {
  const other = outcomes.find((outcome) => !(outcome instanceof UpstreamError) || outcome.code !== 'UPSTREAM_UNSUPPORTED');
  if (other !== undefined) {
    throw new Error(
      `${what}: the test says 'unsupported', and the connector answers (${other instanceof Error ? other.message : shown(other)}). Use what platform/unsupported.ts has for it, or say in the test what is in the source.`,
    );
  }
  if (requests > 0) throw new Error(`${what}: the connector says that it has no way to tell, and sent ${requests} requests.`);
}

/** Throws where a list is longer than the contract lets it be. */
export function expectAtMost(what: string, most: number, items: readonly unknown[]): void {
  if (items.length > most) throw new Error(`${what}: ${items.length} were answered, and the contract takes ${most} at most: cut the list.`);
}

/** Runs a check of a value; what it throws begins with whose value it is. */
export function checked(what: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error(`${what} was answered otherwise than the test says:\n${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Throws where the source received more or fewer requests than the connector noted; `received` is undefined where it cannot count. */
export function expectCounted(what: string, received: number | undefined, noted: number): void {
  if (received === undefined || received === noted) return;
  throw new Error(
    `${what}: the source received ${received} requests, and ${noted} were noted. Every request must go through the client that \`connect\` is given, with the \`call\` of the read.`,
  );
}

/** A value for a message, cut short. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
