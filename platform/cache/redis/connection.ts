// The connection that the store asks over. It is ready only once every server behind it is adopted: known to be the one that the cache was
// last used with, or else everything kept was made void. A failover may have lost invalidations that were acknowledged.
import { randomBytes } from 'node:crypto';
import { Redis, type Cluster } from 'ioredis';
import type { RedisAddress } from './address';
import { closeClient, openCluster, openRedis } from './client';
import { defineScripts } from './scripts';
import { createSparseWarning, type CacheLog } from './warnings';

export interface RedisConnection {
  readonly client: Redis | Cluster;
  isReady(): boolean;
  /** Which server it is, of a single one: changes with every failover and restart. Undefined while it is not known. */
  server(): string | undefined;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  address: RedisAddress;
  epochs: string;
  /** Where all processes hear of it, and what they are told, when everything was made void. */
  channel: string;
  voidMessage: string;
  log: CacheLog;
  /** Each time it has become ready. */
  onReady(): void;
}

/**
 * Connects in the background and again after every loss. While there is no connection every command rejects at once, and any command
 * within a second: callers in more of a hurry bring their own deadline.
 */
export function connectRedis(options: ConnectionOptions): RedisConnection {
  const { address, epochs, channel, voidMessage, log, onReady } = options;
  const warn = createSparseWarning(log);
  const client = address.kind === 'cluster' ? openCluster(address) : openRedis(address);
  defineScripts(client);
  const adopted = new Map<Redis, string>();
  const adopting = new Set<Redis>();
  client.on('error', (error) => warn('lost', error));

  async function adopt(node: Redis): Promise<void> {
    if (adopting.has(node)) return;
    adopting.add(node);
    try {
      const server = await serverOf(node);
      const place = address.kind === 'cluster' ? `${node.options.host}:${node.options.port}` : '';
      await client.cacheAdopt(1, epochs, place, server, randomBytes(6).toString('base64url'), channel, voidMessage);
      adopted.set(node, server);
      if (isReady()) onReady();
    } catch (error) {
      warn('could not be taken into use', error);
      // From the beginning: with the next attempt to connect.
      if (client instanceof Redis) client.disconnect(true);
    } finally {
      adopting.delete(node);
    }
  }

  function isReady(): boolean {
    if (client.status !== 'ready') return false;
    if (client instanceof Redis) return adopted.has(client);
    for (const replica of client.nodes('slave')) adopted.delete(replica);
    const masters = client.nodes('master').filter(({ status }) => status === 'ready');
    for (const node of masters) if (!adopted.has(node)) void adopt(node);
    return masters.length > 0 && masters.every((node) => adopted.has(node));
  }

  if (client instanceof Redis) {
    client.on('close', () => adopted.clear());
    client.on('ready', () => void adopt(client));
  } else {
    client.on('ready', isReady);
    client.on('+node', (node: Redis) => {
      node.on('ready', isReady);
      // Left alone, a node is connected to by the first command it gets, and those beside that one fail.
      if (!node.options.readOnly) node.connect().catch(() => undefined);
    });
    client.on('-node', (node: Redis) => adopted.delete(node));
  }

  return {
    client,
    isReady,
    server: () => (client instanceof Redis ? adopted.get(client) : undefined),
    close: () => closeClient(client),
  };
}

/** The id of its replication history: a new one after every restart and every promotion. A user who may not ask gets a new one each time. */
export async function serverOf(node: Redis): Promise<string> {
  try {
    const id = /^master_replid:(\w+)/m.exec(await node.info('replication'))?.[1];
    if (id !== undefined) return id;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOPERM')) throw error;
  }
  return randomBytes(20).toString('hex');
}
