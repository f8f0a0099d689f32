// `saga()`: one thing done in several systems, step by step. What was done is taken back when a later step fails, up to the pivot; behind
// it there is no way back, and every step is tried until it is done. That nothing is undone behind a pivot is a matter of types.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { z } from 'zod';
import { InputError } from '../../platform/errors';
import { faultsOfOrder, type PlannedStep } from '../runs/plan';
import { toStep, type Action, type Call } from './action';
import type { Process, ProcessShape } from './process';
import { askFor } from './question';
import { versionOf } from './version';

/** A step of a saga: one action, in every place that `calls` names. */
export interface SagaStep<Input, Data, Role extends PlannedStep['role'], Undoes extends boolean> {
  role: Role;
  undoes: Undoes;
  action: { domain: Action<never>['domain']; name: string };
  calls(given: { input: Input; data: Data }): readonly Call[];
}

type AnyStep<Input, Data> = SagaStep<Input, Data, PlannedStep['role'], boolean>;

/** The steps themselves where their order keeps the pivot rule; else a type that no step has. */
export type Ordered<Steps extends readonly unknown[], Behind extends boolean = false> = Steps extends readonly [infer First, ...infer Rest]
  ? First extends { role: infer Role }
    ? Role extends 'PIVOT'
      ? readonly [First, ...Ordered<Rest, true>]
      : Role extends 'RETRY'
        ? Behind extends true
          ? readonly [First, ...Ordered<Rest, true>]
          : readonly ['a step that is tried for ever stands behind a pivot']
        : Behind extends true
          ? readonly ['behind a pivot there is no way back: { retry: "forever" }']
          : readonly [First, ...Ordered<Rest, false>]
    : never
  : readonly [];

type Does<Input, Data> = (given: { input: Input; data: Data }) => readonly Call[];

/** How to go back, or that there is no way: one of four. */
type Way = { undo: true } | { pivot: true } | { retry: 'forever' } | Record<string, never>;

type RoleOf<W extends Way> = W extends { pivot: true } ? 'PIVOT' : W extends { retry: 'forever' } ? 'RETRY' : 'COMPENSATABLE';

/**
 * `undo` = its receipt says what takes it back, and that is done when a later step is given up. `{}` = it changes nothing that would have
 * to be taken back, or cannot be; say why beside it.
 */
export function step<Input, Data, const W extends Way>(
  action: { domain: Action<never>['domain']; name: string },
  way: W,
  calls: Does<Input, Data>,
): SagaStep<Input, Data, RoleOf<W>, W extends { undo: true } ? true : false> {
  const role = 'pivot' in way ? 'PIVOT' : 'retry' in way ? 'RETRY' : 'COMPENSATABLE';
  // The types say of each way what these two lines say of its value.
  return { role: role as RoleOf<W>, undoes: ('undo' in way) as W extends { undo: true } ? true : false, action, calls };
}

export interface SagaOptions<Input, Data extends object, Steps extends readonly AnyStep<Input, Data>[]> {
  name: string;
  about: string;
  input: z.ZodType<Input>;
  /** The record that it is about; null = none. */
  subject(input: Input): string | null;
  /** Asked before anything is done. */
  read: TypedDocumentNode<Data, { id: string }>;
  /** The `id` of that question. */
  readId(input: Input): string;
  steps: Steps & Ordered<Steps>;
}

/** Declares it. Throws where the order breaks the pivot rule, whatever the types were told. */
export function saga<Input, Data extends object, const Steps extends readonly AnyStep<Input, Data>[]>(
  options: SagaOptions<Input, Data, Steps>,
): Process {
  const { name, about, input: schema, subject, read, readId } = options;
  const steps: readonly AnyStep<Input, Data>[] = options.steps;
  const shape: ProcessShape = {
    ...{ on: [], after: null, hasCondition: true, choices: [] },
    steps: steps.map(({ action, role, undoes }) => ({ domain: action.domain, action: action.name, role, undo: undoes })),
  };
  const faults = faultsOfOrder(shape.steps);
  if (faults.length > 0) throw new Error(`${name}: ${faults.join('; ')}`);
  const parse = (given: unknown): Input => {
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    // The schema's own words, which quote no value.
    throw new InputError(parsed.error.issues.map(({ path, message }) => `"${path.join('.')}": ${message}`).join('; '));
  };
  return {
    kind: 'SAGA',
    name,
    about,
    version: versionOf([name, print(read), shape, subject, readId, ...steps.map(({ calls }) => calls)]),
    shape,
    read(given) {
      const input = parse(given);
      return { input, subject: subject(input) };
    },
    occasions: () => Promise.resolve([]),
    async decide(given, _item, _chosen, ask) {
      const input = parse(given);
      const data = await askFor(ask, read, { id: readId(input) });
      const planned = steps.flatMap(({ role, undoes, calls }) => calls({ input, data }).map((one) => toStep(one, role, undoes)));
      return planned.length === 0 ? { kind: 'nothing' } : { kind: 'steps', steps: planned };
    },
  };
}
