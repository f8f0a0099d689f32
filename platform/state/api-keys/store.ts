// The API keys of one tenant, in memory and fresh: a request asks nobody. Nothing is connected before the first request that brings a
// key, and nothing started where no key was ever made.
import type { Log } from '../../log';
import type { StateDatabase } from '../database';
import { startFollower, type Follower } from '../follow';
import type { Session } from '../session';
import { CHANNEL } from './channel';
import { fits, partsOf } from './key-text';
import type { ApiKey, ApiKeys, KnownApiKeys } from './port';

interface Row {
  id: string;
  name: string;
  verifier: Buffer;
  scopes: string[];
  policies: string[];
  expires_at: Date | null;
  revoked_at: Date | null;
  version: string;
}

interface KnownKey extends ApiKey {
  verifier: Buffer;
  revoked: boolean;
}

export interface ApiKeysOptions {
  database: StateDatabase;
  tenant: string;
  log: Log;
  /** Epoch ms. */
  now?: () => number;
}

/** Closing it closes the database. */
export function createApiKeys({ database, tenant, log, now = Date.now }: ApiKeysOptions): ApiKeys {
  const keys = new Map<string, KnownKey>();
  let follower: Follower | null = null;
  let closed = false;
  let seen = 0;

  async function catchUp(session: Session, timeoutMs: number) {
    const askedAt = Date.now();
    const rows = await session.query<Row & Record<string, unknown>>(
      `select id, name, verifier, scopes, policies, expires_at, revoked_at, version from customer_graph.api_key
       where tenant = $1 and version > $2 order by version`,
      [tenant, seen],
      timeoutMs,
    );
    for (const { id, name, verifier, scopes, policies, expires_at: expires, revoked_at: revokedAt, version } of rows) {
      keys.set(id, { id, name, verifier, scopes, policies, expiresAt: expires?.getTime() ?? null, revoked: revokedAt !== null });
      seen = Number(version);
    }
    return { news: rows.length > 0, askedAt };
  }

  const known: KnownApiKeys = {
    holderOf(text) {
      const { id, secret } = partsOf(text) ?? { id: '', secret: '' };
      const key = keys.get(id);
      if (key === undefined) return 'unknown';
      if (!fits(tenant, id, secret, key.verifier)) return 'wrong';
      if (key.revoked) return 'revoked';
      return key.expiresAt !== null && now() >= key.expiresAt ? 'expired' : key;
    },
  };

  return {
    async current() {
      if (follower === null) {
        if (closed) return null;
        // No database, no key.
        if (!database.exists()) return known;
        const fault = 'the state database cannot be read: the last known API keys count meanwhile';
        follower = startFollower({ database, channel: CHANNEL, tenant, catchUp, fault, log });
      }
      if (!follower.isKnown()) await follower.firstAttempt;
      return follower.isKnown() ? known : null;
    },
    state() {
      if (follower === null) return 'API keys were not asked for yet';
      if (!follower.isKnown()) return 'API keys were never read: the state database does not answer';
      const since = follower.staleSince();
      return since === null
        ? 'API keys are current'
        : `API keys are those of ${new Date(since).toISOString()}: the state database does not answer`;
    },
    async close() {
      closed = true;
      await follower?.close();
      await database.close();
    },
  };
}
