// A process as the machinery sees it, whether it was declared as a workflow or as a saga: what it listens to, what it needs to decide,
// which steps follow. Decisions are pure; the world is asked through `ask` alone.
import type { AskGraph } from '../../platform/ask';
import type { DomainName, PlannedStep } from '../runs/plan';

/** What a diagram shows of it, and what is checked when it is loaded. */
export interface ProcessShape {
  /** Types of events that start it; empty = it is asked for. */
  on: readonly string[];
  /** In words: `14 days`; null = at once. */
  after: string | null;
  /** True where a question to the graph decides whether there is anything to do. */
  hasCondition: boolean;
  /** What a person may have to choose from. */
  choices: readonly string[];
  steps: readonly { domain: DomainName; action: string; role: PlannedStep['role']; undo: boolean }[];
}

/** One thing that has to be done: a customer, or an item of theirs such as an invoice. */
export interface Occasion {
  /** The same for the same thing: it is done once, for ever. */
  once: string;
  item: string | null;
  /** Not before; null = at once. */
  dueAt: Date | null;
}

export type Decision =
  | { kind: 'steps'; steps: PlannedStep[] }
  /** There is nothing to do (any more). */
  | { kind: 'nothing' }
  /** A person has to choose first. */
  | { kind: 'choose'; choices: readonly string[] };

export interface Process {
  kind: 'WORKFLOW' | 'SAGA';
  name: string;
  /** One sentence for people. */
  about: string;
  /** Changes with everything that is declared. */
  version: string;
  shape: ProcessShape;
  /** The input as it is used, and the record that it is about; throws InputError for what is none. */
  read(input: unknown): { input: unknown; subject: string | null };
  /** What there is to do for an event; empty = nothing. A saga is not asked. Throws where a source that is needed does not answer. */
  occasions(input: unknown, ask: AskGraph): Promise<Occasion[]>;
  /** What to do now, of what holds now. `chosen` = what a person chose. Throws where a source that is needed does not answer. */
  decide(input: unknown, item: string | null, chosen: string | null, ask: AskGraph): Promise<Decision>;
}
