// What can go wrong outside our own code. `UpstreamError` travels from platform/http to the field it costs; its `extensions`
// reach the client, its `cause` only the log. This file knows no GraphQL.

/** Stable codes of a failing system; clients match them, never a message. */
export type UpstreamCode =
  /** No answer in time. */
  | 'UPSTREAM_TIMEOUT'
  /** Not reached, or it answered 5xx. */
  | 'UPSTREAM_UNAVAILABLE'
  /** It refused for its rate limit. */
  | 'UPSTREAM_RATE_LIMITED'
  /** It refused our credentials or our rights. */
  | 'UPSTREAM_DENIED'
  /** Its answer is not what it documents. */
  | 'UPSTREAM_CONTRACT'
  /** It has no way to tell, whatever its state: asking again is of no use. */
  | 'UPSTREAM_UNSUPPORTED'
  /** A look-up that this needs failed its canary: that it finds nothing means nothing. Until it works again it is not asked. */
  | 'LOOKUP_UNSUPPORTED';

const WORDS: Record<UpstreamCode, string> = {
  UPSTREAM_TIMEOUT: 'did not answer in time',
  UPSTREAM_UNAVAILABLE: 'is unavailable',
  UPSTREAM_RATE_LIMITED: 'refused for its rate limit',
  UPSTREAM_DENIED: 'refused our credentials',
  UPSTREAM_CONTRACT: 'gave an answer that breaks its contract',
  UPSTREAM_UNSUPPORTED: 'has no way to tell',
  LOOKUP_UNSUPPORTED: 'cannot be looked up that way at present',
};

/** Whether a text is one of the codes: they travel between processes. */
export function isUpstreamCode(text: string): text is UpstreamCode {
  return Object.hasOwn(WORDS, text);
}

/** A system failed. The message and `extensions` hold no body, address or secret; `cause` may, and goes to the log only. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';

  constructor(
    /** The source that failed, or the domain where no single source did. */
    readonly source: string,
    readonly code: UpstreamCode,
    options?: { cause?: unknown },
  ) {
    super(`${source} ${WORDS[code]}`, options);
  }

  /** What graphql-js copies to the response. */
  get extensions(): { code: UpstreamCode; source: string } {
    return { code: this.code, source: this.source };
  }
}

/** The caller asked for something that cannot be; the message says what to do instead, never repeating the value. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    message: string,
    readonly extensions: { code: string; [key: string]: unknown } = { code: 'BAD_USER_INPUT' },
  ) {
    super(message);
  }
}

/** The caller may not have what they asked for, whether there is any or not. */
export class DeniedError extends Error {
  override readonly name = 'DeniedError';
  readonly extensions = { code: 'UNAUTHORIZED_FIELD_OR_TYPE' };

  constructor(message = 'Unauthorized field or type') {
    super(message);
  }
}

/** The database that keeps this deployment's state cannot be used now. The message holds nothing of it; `cause` may, and goes to the log only. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly code = 'STATE_UNAVAILABLE';

  constructor(options?: { cause?: unknown }) {
    super(
      'The database of what people have said and of what is under way does not answer. Try again in a moment; if that does not help, tell those who run this service.',
      options,
    );
  }

  /** What graphql-js copies to the response. */
  get extensions(): { code: 'STATE_UNAVAILABLE' } {
    return { code: this.code };
  }
}

/** Why a gateway withholds what one of this deployment's own processes asks it: not signed in, or signed in with too few scopes. */
export type TokenCode = 'GATEWAY_TOKEN_REFUSED' | 'GATEWAY_TOKEN_LACKS_SCOPES';

/** What a process asks the gateway for is withheld from its own token. Lasts until somebody acts; the message says what to do, and quotes no value. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(
    readonly code: TokenCode,
    message: string,
  ) {
    super(message);
  }

  /** What graphql-js copies to the response. */
  get extensions(): { code: TokenCode } {
    return { code: this.code };
  }
}

/** The configuration is wrong: every fault at once, by variable name, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    );
  }
}
