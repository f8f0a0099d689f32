// A ready question, asked of the gateway: its answer, what it cost each source, and how long it took.
import { z } from 'zod';
import type { Question } from '../../gateway/explorer/questions';

const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullable(),
  errors: z.array(z.object({ message: z.string() })).default([]),
  extensions: z.object({
    customerGraph: z.object({ ms: z.number(), sources: z.record(z.string(), z.object({ calls: z.number() })) }),
  }),
});

export interface Asked {
  data: Record<string, unknown> | null;
  errors: string[];
  calls: Record<string, number>;
  ms: number;
}

/** Rejects for an answer that is none of ours. */
export async function askQuestion(url: string, { query, variables }: Pick<Question, 'query' | 'variables'>): Promise<Asked> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-customer-graph-report': 'on' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors, extensions } = Answer.parse(await response.json());
  const { sources, ms } = extensions.customerGraph;
  const called = Object.entries(sources).filter(([, { calls }]) => calls > 0);
  return {
    data,
    errors: errors.map(({ message }) => message),
    calls: Object.fromEntries(called.map(([name, { calls }]) => [name, calls])),
    ms,
  };
}
