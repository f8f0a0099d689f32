// Compiles the operations that are known beforehand, so that nobody waits for their plans: after the start and after each reload,
// one at a time, with room for requests between. An operation that does not fit this supergraph is left to whoever sends it.
import { setImmediate } from 'node:timers/promises';
import { parse, validate, type GraphQLSchema } from 'graphql';
import type { Executor } from './execution/executor';

/** Resolves when all of them are compiled, or the signal has fired. Never rejects. */
export async function warmUp(executor: Executor, api: GraphQLSchema, texts: readonly string[], signal: AbortSignal): Promise<void> {
  for (const [index, text] of texts.entries()) {
    await setImmediate();
    if (signal.aborted) return;
    try {
      const document = parse(text);
      if (validate(api, document).length === 0) executor.compile({ document, documentId: `ready ${index}`, operationName: null });
    } catch {
      continue;
    }
  }
}
