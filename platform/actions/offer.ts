// What a connector offers to do in its vendor's system, and how it becomes something that can be asked for by name. A domain's
// actions.ts says what each action takes; a connector declares those that its vendor documents. Knows no GraphQL and no vendor.
import type { z } from 'zod';
import type { Call } from '../http/call';
import type { RecordId } from '../record';

/** One asking for an action: whoever asks again with the same key means the same deed. */
export interface ActionCall extends Call {
  readonly key: string;
  /** Only look whether there is anything to do. */
  readonly dryRun: boolean;
}

/** What takes a deed back: another action of the same source and its input, of ids and states alone. */
export interface Undo {
  action: string;
  input: Readonly<Record<string, unknown>>;
}

/** What was made or changed, and what takes it back; null = nothing can. */
export interface Deed {
  record: RecordId | null;
  undo: Undo | null;
  /** What else reads otherwise from now on, besides `record` and what the input names. */
  touched?: readonly RecordId[];
}

export interface ActionResult extends Deed {
  outcome: 'done' | 'already' | 'would';
}

/**
 * Does it once for a key, or finds that it holds and writes nothing. Rejects with an `UpstreamError` where the vendor fails, after
 * which it may be asked again, and with an `InputError` where asking again is of no use.
 */
export type Perform<Input> = (input: Input, call: ActionCall) => Promise<ActionResult>;

/** A domain's actions by name, each with what it takes. */
export type ActionInputs = Readonly<Record<string, z.ZodType>>;

/** Those of them that a connector offers. */
export type Offered<Inputs extends ActionInputs> = { readonly [Name in keyof Inputs]?: Perform<z.output<Inputs[Name]>> };

/** An action with its schema: `parse` first, then do what it answers. */
export interface BoundAction {
  parse(input: unknown): { fault: string } | { perform(call: ActionCall): Promise<ActionResult> };
}

/** What is offered, by name, in the domain's order. */
export function bindActions<Inputs extends ActionInputs>(inputs: Inputs, offered: Offered<Inputs> = {}): ReadonlyMap<string, BoundAction> {
  const bound = new Map<string, BoundAction>();
  for (const name in inputs) {
    const perform = offered[name];
    if (perform !== undefined) bound.set(name, bind(inputs[name], perform));
  }
  return bound;
}

function bind<Schema extends z.ZodType>(schema: Schema, perform: Perform<z.output<Schema>>): BoundAction {
  return {
    parse(input) {
      const parsed = schema.safeParse(input);
      if (!parsed.success) return { fault: faultOf(parsed.error) };
      return { perform: (call) => perform(parsed.data, call) };
    },
  };
}

/** By field names and kinds of fault: the values may be a person's. */
function faultOf({ issues }: z.ZodError): string {
  return issues
    .map((issue) =>
      issue.path.length > 0 ? `${issue.path.join('.')} (${issue.code})` : issue.code === 'custom' ? issue.message : issue.code,
    )
    .join(', ');
}
