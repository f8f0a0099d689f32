// Where processes hear what to forget, on a connection of its own. Silence is no proof: a ping on this very connection is. What was
// published before Redis answered it has arrived here.
import { openRedis, closeClient } from './client';
import type { RedisAddress } from './address';
import { serverOf } from './connection';
import { createSparseWarning, type CacheLog } from './warnings';

export interface Bus {
  /**
   * Whether all that was published up to 100 ms ago has arrived, on the server `server`. Asking keeps it proven: the first question after a
   * pause is answered with no.
   */
  isTrusted(server: string | undefined): boolean;
  /** Whether messages of `server` arrive here, as far as is known; asking changes nothing. */
  isJoined(server: string | undefined): boolean;
  close(): Promise<void>;
}

const provenForMs = 100;
const pingEveryMs = 30;
/** Without anybody who asks, only to notice that it died. */
const idlePingMs = 1_000;

/** `onLoss` is called whenever messages may have been missed, `onMessage` for each one. */
export function joinBus(options: {
  address: RedisAddress;
  channel: string;
  log: CacheLog;
  onMessage(message: string): void;
  onLoss(): void;
}): Bus {
  const { address, channel, log, onMessage, onLoss } = options;
  const warn = createSparseWarning(log);
  const client = openRedis(address);
  let joinedServer: string | undefined;
  let provenAt = -Infinity;
  let pingedAt = -Infinity;
  let askedAt = -Infinity;
  let pinging = false;

  function lose(): void {
    joinedServer = undefined;
    provenAt = -Infinity;
    onLoss();
  }

  async function join(): Promise<void> {
    try {
      const server = await serverOf(client);
      await client.subscribe(channel);
      // What was missed until now must not be answered with.
      onLoss();
      if (client.status === 'ready') joinedServer = server;
    } catch {
      client.disconnect(true);
    }
  }

  async function ping(): Promise<void> {
    pinging = true;
    pingedAt = performance.now();
    const [sentAt, server] = [pingedAt, joinedServer];
    try {
      await client.ping();
      if (server !== undefined && server === joinedServer) provenAt = sentAt;
    } catch {
      client.disconnect(true);
    } finally {
      pinging = false;
    }
  }

  client.on('error', (error) => warn('lost the invalidation channel', error));
  client.on('message', (_channel, message) => onMessage(message));
  client.on('close', lose);
  client.on('ready', () => void join());
  const timer = setInterval(() => {
    const now = performance.now();
    if (joinedServer !== undefined && !pinging && (now - askedAt < idlePingMs || now - pingedAt > idlePingMs)) void ping();
  }, pingEveryMs).unref();

  return {
    isTrusted(server) {
      askedAt = performance.now();
      return joinedServer !== undefined && joinedServer === server && askedAt - provenAt <= provenForMs;
    },
    isJoined: (server) => joinedServer !== undefined && joinedServer === server,
    close() {
      clearInterval(timer);
      return closeClient(client);
    },
  };
}
