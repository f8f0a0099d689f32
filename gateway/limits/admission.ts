// What an operation has to pass once it is known and before anything is asked of anybody: its cost, the vendor calls that it is sure to
// cause, and what its caller has left. Each is looked at only where it is limited.
import type { Estimates } from './cost/estimates';
import type { Estimated } from './cost/estimate';
import type { Rates } from './rates';
import { refusalOf } from './refusal';

/** What an operation is held to cost. */
export interface Price {
  /** Points of the cost specification; null = nothing is limited by them. */
  cost: number | null;
  /** Vendor calls that it causes at least, where nothing is cached; null = nobody was asked. */
  calls: number | null;
}

export interface Priced extends Estimated {
  /** Names the document and the operation in it. */
  id: string;
  /** Who pays: the same text for the same caller. */
  payer: string;
  /** The operation as it is executed: the same object each time. */
  compiled(): object;
  /** Asks the subgraphs what they would read. */
  predictCalls(): Promise<number>;
}

export interface Admission {
  /** Throws the refusal. */
  admit(operation: Priced, estimates: Estimates): Promise<Price>;
}

export interface AdmissionOptions {
  /** Points of one operation; Infinity = any. */
  mostCost: number;
  /** Vendor calls of one operation; Infinity = any. */
  mostCalls: number;
  /** Left out = callers may ask as much as they like. */
  rates?: Rates | undefined;
}

/** What a vendor call is held to cost beside what it fetches. */
export const POINTS_PER_CALL = 10;

const UNLIMITED: Price = { cost: null, calls: null };

export function createAdmission({ mostCost, mostCalls, rates }: AdmissionOptions): Admission {
  const isUnlimited = mostCost === Infinity && mostCalls === Infinity && rates === undefined;
  const predicted = new WeakMap<object, number>();
  async function callsOf({ compiled, predictCalls }: Priced): Promise<number> {
    const operation = compiled();
    const known = predicted.get(operation);
    if (known !== undefined) return known;
    const calls = await predictCalls();
    predicted.set(operation, calls);
    return calls;
  }
  return {
    async admit(operation, estimates) {
      if (isUnlimited) return UNLIMITED;
      const cost = estimates.costOf(operation.id, operation);
      if (cost > mostCost) {
        const message = `The operation may cost ${cost} points; ${mostCost} are allowed. Ask for fewer items or fields.`;
        throw refusalOf({ code: 'COST_ESTIMATED_TOO_EXPENSIVE', message });
      }
      const calls = mostCalls === Infinity && rates === undefined ? null : await callsOf(operation);
      if (calls !== null && calls > mostCalls) {
        const message = `The operation causes at least ${calls} calls of other systems; ${mostCalls} are allowed. Ask for it in parts.`;
        throw refusalOf({ code: 'CALLS_ESTIMATED_TOO_EXPENSIVE', message });
      }
      await rates?.charge(operation.payer, cost + POINTS_PER_CALL * (calls ?? 0));
      return { cost, calls };
    },
  };
}
