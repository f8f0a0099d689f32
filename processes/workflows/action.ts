// An action as workflows name it: one of a domain's, with the input it takes. Which source offers it is not known here, and how it is done
// is the connector's.
import { z } from 'zod';
import { parseRecordId } from '../../platform/record';
import { type DomainName, type PlannedStep } from '../runs/plan';

export interface Action<Input extends Readonly<Record<string, unknown>>> {
  domain: DomainName;
  name: string;
  input: z.ZodType<Input>;
}

/** One action with its input, in one source. */
export interface Call {
  domain: DomainName;
  action: string;
  source: string;
  input: Readonly<Record<string, unknown>>;
}

/** Declares it; the connectors' contract of the domain has the same. */
export function action<Shape extends z.ZodRawShape>(
  domain: DomainName,
  name: string,
  shape: Shape,
): Action<z.infer<z.ZodObject<Shape>> & Readonly<Record<string, unknown>>> {
  // Passed on as it was declared: what is not declared does not travel.
  const input: z.ZodType<z.infer<z.ZodObject<Shape>>> = z.object(shape);
  return { domain, name, input };
}

/** The action, done in the source that has `record`; throws for an id that is none: a fault of whoever declared the process. */
export function call<Input extends Readonly<Record<string, unknown>>>(action: Action<Input>, record: string, given: Input): Call {
  return callIn(action, sourceOf(record), given);
}

/** The action, done in that source: for what makes something new. */
export function callIn<Input extends Readonly<Record<string, unknown>>>(
  { domain, name, input }: Action<Input>,
  source: string,
  given: Input,
): Call {
  return { domain, action: name, source, input: input.parse(given) };
}

/** The source whose record it is. */
export function sourceOf(record: string): string {
  const parts = parseRecordId(record);
  if (parts === null) throw new Error('an action needs the id of a record');
  return parts.source;
}

export function toStep({ domain, action: name, source, input }: Call, role: PlannedStep['role'], undo: boolean): PlannedStep {
  return { domain, source, action: name, input, role, undo };
}
