// Who is logged in: tokens that the log-in hands out, and that end when nobody has used them for as long as the shop lets them live.
// https://docs.vendure.io/reference/typescript-api/auth/auth-options/#sessionduration
import { randomBytes } from 'node:crypto';

export interface Sessions {
  /** A token for who knows the name and the word; null for others. */
  begin(username: string, password: string): string | null;
  /** A token of nobody's session: what whoever asks for themselves is given. */
  ofNobody(): string;
  /** Whether the token is of a session, which lives on by being used. */
  isOn(token: string): boolean;
  end(token: string): boolean;
  /** Ends all of them, as a shop does whose sessions were cleared away. */
  endAll(): void;
}

export interface SessionsParts {
  username: string;
  password: string;
  durationMs: number;
}

/** @returns no sessions. */
export function createSessions({ username, password, durationMs }: SessionsParts): Sessions {
  const expiries = new Map<string, number>();
  const toToken = (): string => randomBytes(32).toString('hex');
  const isOn = (token: string): boolean => (expiries.get(token) ?? 0) > Date.now();
  return {
    begin(givenName, givenWord) {
      if (givenName !== username || givenWord !== password) return null;
      const token = toToken();
      expiries.set(token, Date.now() + durationMs);
      return token;
    },
    ofNobody: toToken,
    isOn(token) {
      if (!isOn(token)) return false;
      expiries.set(token, Date.now() + durationMs);
      return true;
    },
    end: (token) => isOn(token) && expiries.delete(token),
    endAll: () => expiries.clear(),
  };
}
