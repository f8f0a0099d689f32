// `workflow()`: something that happens in one system, a condition over all of them, and what is done then. Everything but the question to
// the graph is pure, so that it can be listed, drawn, tried without effect, and gone through again.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { AskGraph } from '../../platform/ask';
import { customerChanged, type CustomerChanged } from '../../platform/exchange/hint';
import { InputError } from '../../platform/errors';
import { toStep, type Action, type Call } from './action';
import { parseDuration } from './duration';
import type { Decision, Occasion, Process } from './process';
import { askFor } from './question';
import { versionOf } from './version';

/** What conditions and steps are given. */
export interface Given<Data, Item> {
  event: CustomerChanged;
  data: Data;
  item: Item;
}

export interface WorkflowOptions<Data extends object, Item> {
  name: string;
  about: string;
  /** Types of events, such as `support.ticket.updated`. */
  on: readonly string[];
  /** Asked with the customer's id, when the event comes and again when the time has come. */
  read: TypedDocumentNode<Data, { id: string }>;
  /** The things of a customer that are looked at one by one, such as their invoices, each with a key of its own. */
  each(given: { event: CustomerChanged; data: Data }): readonly { key: string; item: Item }[];
  /** Is there something to do? */
  when(given: Given<Data, Item>): boolean;
  /** How long after the event (`14 days`), or until when; left out = at once. `when` is read again then. */
  after?: string | ((given: Given<Data, Item>) => Date);
  /** In words, where `after` is a function. */
  afterWords?: string;
  /** What a person may have to choose from, and whether one has to. Left out = nobody is asked. */
  choose?: { choices: readonly string[]; isNeeded(given: Given<Data, Item>): boolean };
  /** The actions that `steps` may name. */
  does: readonly { domain: Action<never>['domain']; name: string }[];
  /** What is done; none = nothing, after all. */
  steps(given: Given<Data, Item> & { chosen: string | null }): readonly Call[];
}

/** Declares it. Throws where the duration cannot be read, or no event is named. */
export function workflow<Data extends object, Item>(options: WorkflowOptions<Data, Item>): Process {
  const { name, about, on, read, each, when, after, choose, does, steps } = options;
  if (on.length === 0) throw new Error(`${name}: names no event`);
  const delayMs = typeof after === 'string' ? parseDuration(after) : 0;
  const dueAt = (given: Given<Data, Item>): Date | null =>
    after === undefined ? null : typeof after === 'string' ? new Date(Date.parse(given.event.at) + delayMs) : after(given);

  async function look(input: unknown, ask: AskGraph): Promise<{ event: CustomerChanged; data: Data }> {
    const event = customerChanged.parse(input);
    return { event, data: await askFor(ask, read, { id: event.customer }) };
  }

  return {
    kind: 'WORKFLOW',
    name,
    about,
    version: versionOf([name, on, print(read), each, when, after, choose?.choices, choose?.isNeeded, does, steps]),
    shape: {
      on,
      after: after === undefined ? null : typeof after === 'string' ? after : (options.afterWords ?? 'a time of its own'),
      hasCondition: true,
      choices: choose?.choices ?? [],
      steps: does.map(({ domain, name: action }) => ({ domain, action, role: 'COMPENSATABLE', undo: true })),
    },
    read(input) {
      const event = customerChanged.safeParse(input);
      if (!event.success) {
        throw new InputError('"event" is no event: it has id, customer, systems, types, records and at, as docs/processes.md shows.');
      }
      return { input: event.data, subject: event.data.customer };
    },
    async occasions(input, ask) {
      const { event, data } = await look(input, ask);
      if (!event.types.some((type) => on.includes(type))) return [];
      return each({ event, data }).flatMap(({ key, item }): Occasion[] => {
        const given = { event, data, item };
        return when(given) ? [{ once: key, item: key, dueAt: dueAt(given) }] : [];
      });
    },
    async decide(input, itemKey, chosen, ask): Promise<Decision> {
      const { event, data } = await look(input, ask);
      const found = each({ event, data }).find(({ key }) => key === itemKey);
      if (found === undefined) return { kind: 'nothing' };
      const given = { event, data, item: found.item };
      if (!when(given)) return { kind: 'nothing' };
      if (choose?.isNeeded(given) === true && (chosen === null || !choose.choices.includes(chosen))) {
        return { kind: 'choose', choices: choose.choices };
      }
      const calls = steps({ ...given, chosen });
      if (calls.length === 0) return { kind: 'nothing' };
      return {
        kind: 'steps',
        steps: calls.map((one) => {
          const isDeclared = does.some(({ domain, name: action }) => domain === one.domain && action === one.action);
          if (!isDeclared) throw new Error(`${name}: ${one.domain}.${one.action} is not among what it does`);
          return toStep(one, 'COMPENSATABLE', true);
        }),
      };
    },
  };
}
