// How much one request may ask for: the `LIMIT_…` settings. Each is above what people and generated clients write by hand, and below
// what keeps the process busy for longer than a blink.
import { z } from 'zod';

const most = (fallback: number) => z.coerce.number().int().min(1).default(fallback);

const some = z.coerce.number().int().min(1).optional();

/** Of the gateway's environment; every one is a number. */
export const limitSettings = {
  /** Words and signs of a document. */
  LIMIT_TOKENS: most(4_000),
  /** Fields within fields, fragments followed. */
  LIMIT_DEPTH: most(20),
  /** Fields with an alias, `__typename` included, fragments followed. */
  LIMIT_ALIASES: most(100),
  /** Fields of an operation's root, fragments followed. */
  LIMIT_ROOT_FIELDS: most(30),
  LIMIT_DIRECTIVES: most(50),
  LIMIT_FRAGMENTS: most(100),
  /** Fields in all, each as often as its fragment is spread. */
  LIMIT_FIELDS: most(5_000),
  /** Points that one operation may cost; unset = 50,000 on the house's own graph, any on others, which need not say what costs what. */
  LIMIT_COST: some,
  /** Vendor calls that one operation may cause at least; unset = any. */
  LIMIT_CALLS: some,
  /** Points of each caller in `RATE_LIMIT_SECONDS`; unset = any. */
  RATE_LIMIT_POINTS: some,
  RATE_LIMIT_SECONDS: most(60),
  /** Bytes of an HTTP body; its variables among them. */
  LIMIT_BODY_BYTES: most(256 * 1024),
  /** Values in the variables, however deep they lie. */
  LIMIT_VARIABLE_VALUES: most(10_000),
};

export type Limits = z.infer<z.ZodObject<typeof limitSettings>>;
