// The graph asked from within, by the house itself: through the same server as everybody's requests, with a context of its own.
import type { ApolloServer } from '@apollo/server';
import { z } from 'zod';
import type { AskGraph } from '../platform/ask';
import { OURSELVES } from '../platform/request/caller';
import { closeContext, createContext, type GatewayContext } from './context';

const shownError = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string() }).optional(),
});

/** Each question has `timeoutMs`, and waits behind those of people where a source's budget is short. */
export function createAskGraph(apollo: ApolloServer<GatewayContext>, timeoutMs: number): AskGraph {
  return async ({ query, variables = {} }) => {
    const contextValue = createContext({ 'x-priority': 'batch' }, timeoutMs, { caller: OURSELVES });
    try {
      const { body } = await apollo.executeOperation({ query, variables: { ...variables } }, { contextValue });
      if (body.kind !== 'single') throw new Error('an answer in parts');
      const { data = null, errors = [] } = body.singleResult;
      return {
        data,
        errors: errors.map((error) => {
          const { message, path, extensions } = shownError.parse(error);
          return { message, ...(path === undefined ? {} : { path }), code: extensions?.code ?? 'INTERNAL_SERVER_ERROR' };
        }),
      };
    } finally {
      closeContext(contextValue, true);
    }
  };
}
