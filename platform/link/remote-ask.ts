// Questions to the whole graph from a process that has no gateway of its own: over HTTP, as other services ask, with a credential of its own.
// For the process subgraph where it runs apart (`GATEWAY_URL`). What is withheld from that credential is told aloud: withheld.ts finds it.
import { setTimeout as pause } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { Pool } from 'undici';
import { z } from 'zod';
import type { AskGraph } from '../ask';
import type { EnvReader } from '../env';
import { TokenError } from '../errors';
import type { Log } from '../log';
import { post } from './post';
import { within } from '../request/patience';
import { maskedShape, withheldIn } from './withheld';

const SETTINGS = z.object({
  /** Of the gateway, as the commands that ask it take it: `http://gateway:4000`. */
  GATEWAY_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** A token, or an API key, that may read what workflows ask for; left out where nobody signs in. */
  GATEWAY_TOKEN: z.string().min(1).optional(),
});

/** Vendors have less; the gateway's own deadline is ten seconds unless it was told otherwise. */
const WITHIN_MS = 15_000;
const CONNECTIONS = 8;
const WARN_EVERY_MS = 60_000;
const TRY_EVERY_MS = 5_000;

/** Asks for all that processes ask of a token, of nobody: what would be withheld is said where there is nothing to withhold it from. */
export const MAY_READ = `query WorkflowsMayRead($id: ID!) {
  customer(id: $id) { displayName emails } explainLink(a: $id, b: $id) { __typename } sources { id }
}`;
const NOBODY = 'nobody:nobody:0';

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
  extensions: maskedShape.optional(),
});

export interface RemoteAsk {
  ask: AskGraph;
  /** Finds out whether the token may read what processes read, as soon as the gateway answers, and says so in the log. Never rejects. */
  examine(): Promise<void>;
  close(): Promise<void>;
}

export interface RemoteAskOptions {
  log: Log;
  /** The graph's, with its directives. */
  schema(): GraphQLSchema;
}

/** Asks whoever `GATEWAY_URL` names, connecting when there is something to ask; undefined = it names nobody. Faults are noted in `env`. */
export function readRemoteAsk(env: EnvReader, { log, schema }: RemoteAskOptions): RemoteAsk | undefined {
  const current = env.follow(SETTINGS);
  const url = current?.().GATEWAY_URL;
  if (current === undefined || url === undefined) return undefined;
  const { origin, pathname } = new URL(url);
  const path = `${pathname.replace(/\/$/, '')}/graphql`;
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: WITHIN_MS, bodyTimeout: WITHIN_MS });
  const stop = new AbortController();
  let quietUntil = -Infinity;

  const ask: AskGraph = async ({ query, variables = {} }) => {
    const { GATEWAY_TOKEN: token } = current();
    const headers = { 'x-purpose': 'workflows', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const body = JSON.stringify({ query, variables });
    const { status, text } = await within(WITHIN_MS, (patience) => post(pool, { path, headers, body, patience }));
    const answer = answerShape.safeParse(parsed(text));
    if (!answer.success) throw new Error(`the gateway answered ${status} without GraphQL`);
    const errors = (answer.data.errors ?? []).map(({ message, path, extensions }) => ({
      ...{ message, code: extensions?.code ?? 'INTERNAL_SERVER_ERROR' },
      ...(path === undefined ? {} : { path }),
    }));
    const masked = (answer.data.extensions?.customerGraph?.masked ?? []).map((one) => one.class);
    const withheld = withheldIn({ query, errors, masked, hasToken: token !== undefined }, schema);
    if (withheld !== undefined) {
      if (performance.now() > quietUntil) {
        quietUntil = performance.now() + WARN_EVERY_MS;
        log.error('processes cannot read what they decide by', { code: withheld.code, cause: withheld.message });
      }
      throw withheld;
    }
    return { data: answer.data.data ?? null, errors };
  };

  return {
    ask,
    async examine() {
      const { signal } = stop;
      while (!signal.aborted) {
        try {
          await ask({ query: MAY_READ, variables: { id: NOBODY } });
          return;
        } catch (error) {
          if (error instanceof TokenError) return;
          await pause(TRY_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
        }
      }
    },
    async close() {
      stop.abort();
      await pool.destroy();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
