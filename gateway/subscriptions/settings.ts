// How many subscriptions there may be: in all of this process, of one caller, on one socket.
import { z } from 'zod';

const most = (fallback: number) => z.coerce.number().int().min(1).default(fallback);

/** Of the gateway's environment. */
export const subscriptionSettings = {
  /** Also how many connections there may be. */
  LIMIT_SUBSCRIPTIONS: most(10_000),
  LIMIT_CALLER_SUBSCRIPTIONS: most(1_000),
  LIMIT_SOCKET_SUBSCRIPTIONS: most(100),
};

export type SubscriptionLimits = z.infer<z.ZodObject<typeof subscriptionSettings>>;
