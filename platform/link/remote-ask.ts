// Questions to the whole graph from a process that has no gateway of its own: over HTTP, as any service asks, with a credential of its own.
// For the process subgraph where it runs apart (`GATEWAY_URL`).
import { Pool } from 'undici';
import { z } from 'zod';
import type { AskGraph } from '../ask';
import type { EnvReader } from '../env';
import { post } from './post';
import { within } from '../request/patience';

const SETTINGS = z.object({
  /** Of the gateway, as the commands that ask it take it: `http://gateway:4000`. */
  GATEWAY_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** A token, or an API key, that may read what workflows ask for; left out where nobody signs in. */
  GATEWAY_TOKEN: z.string().min(1).optional(),
});

/** Vendors have less; the gateway's own deadline is ten seconds unless it was told otherwise. */
const WITHIN_MS = 15_000;
const CONNECTIONS = 8;

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.looseObject({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});

export interface RemoteAsk {
  ask: AskGraph;
  close(): Promise<void>;
}

/** Asks whoever `GATEWAY_URL` names, connecting when there is something to ask; undefined = it names nobody. Faults are noted in `env`. */
export function readRemoteAsk(env: EnvReader): RemoteAsk | undefined {
  const current = env.follow(SETTINGS);
  const url = current?.().GATEWAY_URL;
  if (current === undefined || url === undefined) return undefined;
  const { origin, pathname } = new URL(url);
  const path = `${pathname.replace(/\/$/, '')}/graphql`;
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: WITHIN_MS, bodyTimeout: WITHIN_MS });
  return {
    async ask({ query, variables = {} }) {
      const { GATEWAY_TOKEN: token } = current();
      const headers = { 'x-purpose': 'workflows', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
      const body = JSON.stringify({ query, variables });
      const { status, text } = await within(WITHIN_MS, (patience) => post(pool, { path, headers, body, patience }));
      const answer = answerShape.safeParse(parsed(text));
      if (!answer.success) throw new Error(`the gateway answered ${status} without GraphQL`);
      return {
        data: answer.data.data ?? null,
        errors: (answer.data.errors ?? []).map(({ message, path, extensions }) => ({
          ...{ message, code: extensions?.code ?? 'INTERNAL_SERVER_ERROR' },
          ...(path === undefined ? {} : { path }),
        })),
      };
    },
    close: () => pool.destroy(),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
