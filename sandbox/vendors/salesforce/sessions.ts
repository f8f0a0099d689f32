// The access tokens that the org has given out, and how long they hold. They are opaque, and name the org before the `!`.
import { randomBytes } from 'node:crypto';

export interface Sessions {
  /** A new token. */
  open(): string;
  holds(token: string): boolean;
  /** Every token that there is has run out. */
  expireAll(): void;
}

export const ORG_ID = '00D5g0000000001EAA';

/** @param seconds how long a token holds after its last use: the session timeout of the org, two hours by default. */
export function createSessions(seconds: number): Sessions {
  const until = new Map<string, number>();
  return {
    open() {
      const token = `${ORG_ID.slice(0, 15)}!${randomBytes(48).toString('base64url')}`;
      until.set(token, Date.now() + seconds * 1_000);
      return token;
    },
    holds(token) {
      const end = until.get(token);
      if (end === undefined || end <= Date.now()) return false;
      until.set(token, Date.now() + seconds * 1_000);
      return true;
    },
    expireAll: () => until.clear(),
  };
}
