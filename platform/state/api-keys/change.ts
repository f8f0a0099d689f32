// Makes, replaces and revokes API keys, each in one transaction that every process hears of. One after another within a tenant, so that
// versions become visible in their order.
import { InputError } from '../../errors';
import { LOCK } from '../locks';
import type { Session } from '../session';
import { CHANNEL } from './channel';
import { makeKey } from './key-text';

export interface NewKey {
  name: string;
  scopes: readonly string[];
  policies: readonly string[];
  /** null = never. */
  expiresAt: Date | null;
}

export interface ListedKey extends NewKey {
  id: string;
  createdAt: Date;
  revokedAt: Date | null;
}

/** What its holder is given; nobody can be told `text` again. */
export interface MadeKey {
  id: string;
  text: string;
  expiresAt: Date | null;
}

/** Rejects with `pg`'s errors, like all of these; the session is then not to be used again. */
export function createKey(session: Session, tenant: string, key: NewKey): Promise<MadeKey> {
  return change(session, tenant, () => insert(session, tenant, key));
}

/** From now on nobody is let in by it. Rejects with InputError where there is none that counts. */
export async function revokeKey(session: Session, tenant: string, id: string): Promise<void> {
  await change(session, tenant, async () => {
    const changed = await session.query(
      `update customer_graph.api_key set revoked_at = clock_timestamp(), version = nextval('customer_graph.api_key_version_seq')
       where tenant = $1 and id = $2 and revoked_at is null returning id`,
      [tenant, id],
    );
    if (changed.length === 0) throw noSuchKey();
  });
}

/**
 * A new key like this one, which counts for `overlapMs` more at most; it lives as long as the old one was made for. Rejects with
 * InputError where there is none that counts.
 */
export function rotateKey(session: Session, tenant: string, id: string, overlapMs: number): Promise<MadeKey> {
  return change(session, tenant, async () => {
    const [old] = await session.query<{ name: string; scopes: string[]; policies: string[]; expires_at: Date | null; created_at: Date }>(
      `select name, scopes, policies, expires_at, created_at from customer_graph.api_key
       where tenant = $1 and id = $2 and revoked_at is null and (expires_at is null or expires_at > clock_timestamp())`,
      [tenant, id],
    );
    if (old === undefined) throw noSuchKey();
    await session.query(
      `update customer_graph.api_key set expires_at = least(expires_at, clock_timestamp() + $3 * interval '1 millisecond'),
         version = nextval('customer_graph.api_key_version_seq') where tenant = $1 and id = $2`,
      [tenant, id, overlapMs],
    );
    const { name, scopes, policies, expires_at: expires, created_at: created } = old;
    const expiresAt = expires === null ? null : new Date(Date.now() + expires.getTime() - created.getTime());
    return insert(session, tenant, { name, scopes, policies, expiresAt });
  });
}

/** All of them, the newest first. */
export async function listKeys(session: Session, tenant: string): Promise<ListedKey[]> {
  const rows = await session.query<Record<string, unknown> & ListedKey>(
    `select id, name, scopes, policies, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"
     from customer_graph.api_key where tenant = $1 order by created_at desc, id`,
    [tenant],
  );
  return rows;
}

async function insert(session: Session, tenant: string, { name, scopes, policies, expiresAt }: NewKey): Promise<MadeKey> {
  const { id, text, verifier } = makeKey(tenant);
  await session.query(
    `insert into customer_graph.api_key (tenant, id, name, verifier, scopes, policies, expires_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, nextval('customer_graph.api_key_version_seq'))`,
    [tenant, id, name, verifier, scopes, policies, expiresAt],
  );
  return { id, text, expiresAt };
}

async function change<T>(session: Session, tenant: string, work: () => Promise<T>): Promise<T> {
  await session.query('begin');
  try {
    await session.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK.apiKeys, tenant]);
    const done = await work();
    await session.query('select pg_notify($1, $2)', [CHANNEL, tenant]);
    await session.query('commit');
    return done;
  } catch (error) {
    if (error instanceof InputError) await session.query('rollback');
    throw error;
  }
}

function noSuchKey(): InputError {
  return new InputError('There is no API key of this id that counts: `npm run keys -- list` shows all.');
}
