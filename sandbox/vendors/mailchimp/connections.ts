// Mailchimp's one rate limit: how many requests of an account may be open at a time. No header tells of it.
// https://mailchimp.com/developer/marketing/docs/fundamentals/#api-limits
import type { VendorAnswer } from '../../http/message';
import { shutOut, tooManyRequests } from './errors';

export interface MailchimpLimits {
  /** Requests open at a time; one more is refused with 429. */
  connections: number;
  /** From so many on, it is a bare 403. That it happens is known, from how many on is not. */
  shutOutFrom: number;
}

const DOCUMENTED: MailchimpLimits = { connections: 10, shutOutFrom: 21 };

export interface OpenRequests {
  /** Call when one arrives; null = it may go on. A refused one is open too, until it is answered. */
  arrived(): VendorAnswer | null;
  /** Call when its answer is sent, or its caller gone. */
  ended(): void;
  /** The most that were open at a time since the start. */
  widest(): number;
}

/** @returns the counter of one account; 'off' refuses nothing, and counts all the same. */
export function countOpenRequests(limits: Partial<MailchimpLimits> | 'off'): OpenRequests {
  const { connections, shutOutFrom } = limits === 'off' ? { connections: Infinity, shutOutFrom: Infinity } : { ...DOCUMENTED, ...limits };
  let open = 0;
  let widest = 0;
  return {
    arrived() {
      open += 1;
      widest = Math.max(widest, open);
      if (open >= shutOutFrom) return shutOut();
      return open > connections ? tooManyRequests() : null;
    },
    ended() {
      open -= 1;
    },
    widest: () => widest,
  };
}
