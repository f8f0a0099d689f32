// Makes a run's plan: the definition decides by what the graph answers now, and every source is asked whether it offers what is planned,
// before anything is done anywhere.
import type { AskGraph } from '../../platform/ask';
import { TokenError, UpstreamError } from '../../platform/errors';
import type { Log } from '../../platform/log';
import type { Process } from '../workflows/process';
import { Unanswered } from '../workflows/question';
import type { ReadOffers } from './perform';
import type { DomainName, PlannedStep } from './plan';

export type Planned =
  | { kind: 'plan'; steps: PlannedStep[]; unsupported: number[] }
  | { kind: 'nothing' }
  | { kind: 'choose'; choices: readonly string[] }
  /** Something that is needed did not answer; `code` says what is wrong. `lasts` = asking again is of no use before somebody acts. */
  | { kind: 'unanswered'; code: string; lasts: boolean };

/** Never rejects. */
export async function planNow(
  process: Process,
  given: { input: unknown; item: string | null; chosen: string | null },
  { ask, offers, log }: { ask: AskGraph; offers: ReadOffers; log: Log },
): Promise<Planned> {
  try {
    const decision = await process.decide(given.input, given.item, given.chosen, ask);
    if (decision.kind !== 'steps') return decision;
    const { steps } = decision;
    return { kind: 'plan', steps, unsupported: await unsupportedIn(steps, offers) };
  } catch (error) {
    if (error instanceof TokenError) return { kind: 'unanswered', code: error.code, lasts: true };
    if (error instanceof Unanswered || error instanceof UpstreamError) return { kind: 'unanswered', code: error.code, lasts: false };
    log.error('a process could not decide', { stack: error instanceof Error ? (error.stack ?? '') : '' });
    return { kind: 'unanswered', code: 'PROCESS_FAULT', lasts: false };
  }
}

async function unsupportedIn(steps: readonly PlannedStep[], offers: ReadOffers): Promise<number[]> {
  const domains = [...new Set(steps.map(({ domain }) => domain))];
  const known = new Map<DomainName, Awaited<ReturnType<ReadOffers>>>();
  await Promise.all(domains.map(async (domain) => known.set(domain, await offers(domain))));
  return steps.flatMap(({ domain, source, action }, position) => {
    const actions = known.get(domain)?.find((one) => one.source === source)?.actions ?? [];
    return actions.includes(action) ? [] : [position];
  });
}
