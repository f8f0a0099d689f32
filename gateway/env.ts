// The gateway's own settings. Each subgraph and each vendor declares its own, where it is used.
import { z } from 'zod';
import type { EnvReader } from '../platform/env';
import { METRICS_SETTINGS } from '../platform/metrics/settings';
import { limitSettings } from './limits/settings';
import { PROCESSES_SETTING } from '../platform/processes';
import { webhookSettings } from './webhooks/settings';
import { subscriptionSettings } from './subscriptions/settings';

const flag = z.enum(['true', 'false', '1', '0', 'on', 'off']).transform((text) => ['true', '1', 'on'].includes(text));

/** Those by which requests are framed and told apart are the gateway's own to send. */
const OWN_HEADERS = [
  'host',
  'connection',
  'content-length',
  'content-type',
  'transfer-encoding',
  'x-request-id',
  'x-request-scope',
  'x-deadline-ms',
  'x-asked-subgraphs',
  'x-priority',
  'x-customer-graph-reads',
  'x-caller',
  'x-purpose',
  'x-signature',
];

const headerNames = z
  .string()
  .default('')
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((name) => name !== ''),
  )
  .refine((names) => names.every((name) => /^[a-z0-9-]+$/.test(name) && !OWN_HEADERS.includes(name)), {
    message: 'names headers by commas; those that frame a request cannot be forwarded',
  });

const origins = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((origin) => origin !== ''))
  .refine((list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
    message: 'names origins by commas, such as https://app.example.com, without a path',
  });

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4_000),
  /** A supergraph file whose subgraphs all run elsewhere; unset = the house's own. */
  SUPERGRAPH: z.string().optional(),
  /** Who plans operations; `hive` is a package of its own that has to be installed. */
  PLANNER: z.enum(['apollo', 'hive']).default('apollo'),
  ...METRICS_SETTINGS,
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** How long an answer is waited for; what has not arrived by then is null, with an error. */
  REQUEST_TIMEOUT_MS: z.coerce.number().int().min(100).max(300_000).default(10_000),
  /** How long new requests are still taken after SIGTERM, while /health/ready already refuses: for balancers that look now and then. */
  DRAIN_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(0),
  /** Headers of clients that every subgraph gets too, by name: none unless named, since they may hold secrets. */
  FORWARD_HEADERS: headerNames,
  ...limitSettings,
  ...webhookSettings,
  ...subscriptionSettings,
  ...PROCESSES_SETTING,
  /** Which documents are answered: all, all with a line in the log for those that are not trusted, or trusted ones alone. */
  TRUSTED_DOCUMENTS: z.enum(['off', 'log', 'only']).default('off'),
  /** A manifest of trusted documents, beside the ready questions. */
  TRUSTED_DOCUMENTS_FILE: z.string().optional(),
  /** Pages of these origins may ask, by a browser's rules; none unless named. */
  CORS_ORIGINS: origins,
  /** Proxies before this process whose word on the client's address is taken. */
  TRUST_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** What becomes of fields that a caller may not see: null with an error, the whole request refused, or only told. */
  AUTHORISATION: z.enum(['filter', 'reject', 'dry-run']).default('filter'),
  EXPLORER: flag.optional(),
  INTROSPECTION: flag.optional(),
  /** Values for the explorer's ready questions. */
  TRY_ID: z.string().default(''),
  TRY_EMAIL: z.string().default(''),
  TRY_PHONE: z.string().default(''),
  TRY_AUDIENCE: z.string().default(''),
  TRY_ORGANIZATION: z.string().default(''),
});

export interface GatewaySettings extends z.infer<typeof schema> {
  production: boolean;
  /** On, unless in production, unless asked for. */
  explorer: boolean;
  /** On wherever the explorer is, which is of no use without it, unless switched off. */
  introspection: boolean;
}

/** undefined when something was wrong: `env` knows what. */
export function readGatewaySettings(env: EnvReader): GatewaySettings | undefined {
  const settings = env.read(schema);
  if (settings === undefined) return undefined;
  const production = settings.NODE_ENV === 'production';
  const explorer = settings.EXPLORER ?? !production;
  return { ...settings, production, explorer, introspection: settings.INTROSPECTION ?? (explorer || !production) };
}
