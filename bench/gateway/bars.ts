// What ours is held to, and whether it was met: ratios within one run, never figures of another machine.
import type { Timed } from './rounds';

interface RatioBar {
  operation: string;
  against: string;
  /** Ours over theirs, processor time. */
  most: number;
  words: string;
}

const RATIOS: readonly RatioBar[] = [
  { operation: 'heavy', against: 'stock', most: 1 / 6, words: '1/6' },
  { operation: 'heavy', against: 'hive-rust', most: 1 / 3, words: '1/3' },
  { operation: 'customer', against: 'stock', most: 1 / 9, words: '1/9' },
  { operation: 'customer', against: 'hive-rust', most: 1 / 6, words: '1/6' },
  { operation: 'customer', against: 'floor', most: 1.5, words: '1.5' },
];
export const READY_WITHIN_MS = 1_500;
export const MOST_ADDED_MS = 3;

export interface Verdict {
  met: boolean;
  text: string;
}

export function ratio(timed: readonly Timed[], name: string, against: string): number | null {
  const [one, other] = [name, against].map((wanted) => timed.find(({ contender }) => contender.running.gateway.name === wanted));
  return one === undefined || other === undefined ? null : one.cpuMs.median / other.cpuMs.median;
}

/** Of those whose gateways took part. */
export function judgeRatios(operation: string, timed: readonly Timed[]): Verdict[] {
  return RATIOS.filter((bar) => bar.operation === operation).flatMap(({ against, most, words }) => {
    const is = ratio(timed, 'ours', against);
    return is === null ? [] : [verdict(is <= most, `${operation}: ours / ${against}, CPU`, is.toFixed(3), `${words} (${most.toFixed(3)})`)];
  });
}

export function judgeStart(operation: string, timed: readonly Timed[]): Verdict[] {
  return timed
    .filter(({ contender }) => contender.running.gateway.name === 'ours')
    .map(({ contender: { running } }) =>
      verdict(
        running.readyMs <= READY_WITHIN_MS,
        `${operation}: ours, first answer after its start`,
        `${Math.round(running.readyMs)} ms`,
        `${READY_WITHIN_MS} ms`,
      ),
    );
}

export function verdict(met: boolean, what: string, is: string, most: string): Verdict {
  return { met, text: `${met ? 'met   ' : 'MISSED'}  ${what}: ${is}, at most ${most}` };
}
