// `REDIS_URL`, read: one server, a Cluster by any of its nodes, or the master that Sentinels know. Nothing is connected here.
import { readFileSync } from 'node:fs';

export interface RedisAddress {
  kind: 'single' | 'cluster' | 'sentinel';
  /** The server, any nodes, or the Sentinels. */
  hosts: { host: string; port: number }[];
  /** The name that Sentinels know the master by; empty otherwise. */
  master: string;
  db: number;
  username: string | undefined;
  password: string | undefined;
  sentinelPassword: string | undefined;
  tls: { ca?: string } | undefined;
}

const pattern = /^(redis|rediss)(?:-(cluster|sentinel))?:\/\/(?:([^@/]*)@)?([^/?#]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/;

/**
 * `redis://[user:password@]host[:port][/db]`; `redis-cluster://host,host`; `redis-sentinel://host,host/master[/db]`; `rediss` for TLS.
 * After `?`: `ca=<file>` of a certificate authority to trust, `sentinelPassword=…`.
 * Null where it is none of these.
 */
export function parseRedisAddress(url: string): RedisAddress | null {
  const [, scheme, kind, user = '', list = '', path = '', query = ''] = pattern.exec(url) ?? [];
  if (scheme === undefined) return null;
  const hosts = list.split(',').flatMap((one) => {
    const parsed = URL.canParse(`redis://${one}`) ? new URL(`redis://${one}`) : null;
    if (parsed === null || parsed.hostname === '') return [];
    const standard = kind === 'sentinel' ? 26_379 : 6_379;
    return [{ host: parsed.hostname.replace(/^\[|\]$/g, ''), port: Number(parsed.port || standard) }];
  });
  const [first = '', second = ''] = path.split('/');
  const master = kind === 'sentinel' ? decodeURIComponent(first) : '';
  const db = Number(kind === 'sentinel' ? second : first);
  if (hosts.length !== list.split(',').length || (kind === 'sentinel' && master === '') || !Number.isInteger(db)) return null;
  if (kind === undefined && hosts.length > 1) return null;
  const options = new URLSearchParams(query);
  const [username = '', password = ''] = splitOnce(user).map(decodeURIComponent);
  return {
    kind: kind === 'cluster' || kind === 'sentinel' ? kind : 'single',
    hosts,
    master,
    db,
    username: username === '' ? undefined : username,
    password: password === '' ? undefined : password,
    sentinelPassword: options.get('sentinelPassword') ?? undefined,
    tls: scheme === 'rediss' ? trustOf(options.get('ca')) : undefined,
  };
}

function splitOnce(text: string): string[] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text] : [text.slice(0, colon), text.slice(colon + 1)];
}

function trustOf(file: string | null): { ca?: string } {
  return file === null ? {} : { ca: readFileSync(file, 'utf8') };
}

/** Null for an address that `parseRedisAddress` takes, with files that can be read; else what is wrong, without the address. */
export function redisUrlFault(url: string): string | null {
  try {
    if (parseRedisAddress(url) !== null) return null;
  } catch {
    return 'names a file of a certificate authority (ca=) that cannot be read, or has a broken % escape';
  }
  return 'is not redis://host, redis-cluster://host,host or redis-sentinel://host,host/master (rediss… for TLS)';
}
