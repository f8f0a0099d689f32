// Who asks. Made by the gateway of credentials that it has checked, and told to subgraphs in headers that it signs. What a caller may
// see is decided where fields are: not here.

export interface Caller {
  /** `anonymous` = no credentials were brought. */
  readonly kind: 'anonymous' | 'person' | 'service';
  /** Who it is at whoever vouched for them: a token's `sub`, an API key's id; null = nobody knows. */
  readonly subject: string | null;
  readonly scopes: readonly string[];
  /** The policies of `@policy` that hold for this caller. One that is not named does not. */
  readonly policies: readonly string[];
  /** Why personal data is asked for, in the caller's words (`x-purpose`); null = not said. */
  readonly purpose: string | null;
  /** Sign-in is switched off here, for everybody: nothing is held back. */
  readonly unrestricted: boolean;
}

/** Somebody without credentials, where credentials are asked for. */
export const ANONYMOUS: Caller = { kind: 'anonymous', subject: null, scopes: [], policies: [], purpose: null, unrestricted: false };

/** Everybody, where nobody signs in: a laptop, or a deployment that says so. */
export const EVERYBODY: Caller = { ...ANONYMOUS, unrestricted: true };

/** This deployment's own processes, which ask each other about their state and never for a customer. */
export const OURSELVES: Caller = { ...ANONYMOUS, kind: 'service', subject: 'customer-graph', unrestricted: true };

/** Whether this deployment itself asks. Nobody who signs in is ever without restriction, whatever their name. */
export function isOurselves({ kind, subject, unrestricted }: Caller): boolean {
  return kind === OURSELVES.kind && subject === OURSELVES.subject && unrestricted;
}
