// Hints that other systems put into a queue: each becomes what a webhook becomes. CloudEvents with the record as their subject.
import { z } from 'zod';
import { hint as knownHint, type Hint } from '../../platform/exchange/hint';
import { Poison, type Consumer, type Queue } from './queue';

/** `record.changed.v1`: `subject` = global id of the record, such as `crm2:contact:7`; `data.type` as a hint has it. */
const received = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(500),
  type: z.literal('record.changed.v1'),
  subject: z.string().regex(/^[^:\s]{1,64}:[^:\s]{1,64}:\S{1,200}$/),
  time: z.iso.datetime({ offset: true }).optional(),
  data: z.object({ type: knownHint.shape.type }),
});

/** `accept` resolves once the hint is kept. What is no hint is laid aside, with the names of the fields that are wrong. */
export function receiveHints(queue: Queue, accept: (hint: Hint) => Promise<void>): Consumer {
  return queue.consume(({ body }) => accept(toHint(body)));
}

function toHint(body: string): Hint {
  const parsed = received.safeParse(parse(body));
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'the message'))];
    throw new Poison(`no record.changed.v1: ${fields.join(', ')}`);
  }
  const { id, source, subject, time, data } = parsed.data;
  const at = time === undefined ? new Date() : new Date(time);
  return { cause: `queue ${source} ${id}`, source: subject.split(':')[0] ?? '', record: subject, type: data.type, at: at.toISOString() };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
