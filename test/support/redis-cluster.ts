// A Redis Cluster of three masters, whose slots are spread evenly; a node that is down costs the others nothing.
import { Redis } from 'ioredis';
import { ask, findFreePort, startRedis, type RedisServer } from './redis-server';
import { until } from './until';

export interface RedisCluster {
  /** `redis-cluster://` with all nodes. */
  url: string;
  nodes: readonly RedisServer[];
  /** Moves a slot to another node while it is in use. */
  move(slot: number, from: number, to: number): Promise<void>;
  stop(): Promise<void>;
}

const SLOTS = 16_384;
const NODES = 3;

export async function startCluster(): Promise<RedisCluster> {
  const nodes = await Promise.all(
    Array.from({ length: NODES }, async () => {
      const bus = ['--cluster-port', String(await findFreePort()), '--cluster-announce-ip', '127.0.0.1'];
      return startRedis({ settings: ['--cluster-enabled', 'yes', '--cluster-require-full-coverage', 'no', ...bus] });
    }),
  );
  const admins = nodes.map(({ url }) => new Redis(url, { disconnectTimeout: 50 }).on('error', () => undefined));
  const ports = await Promise.all(
    admins.map(
      async (admin) => /cluster-port\s+(\d+)/.exec((await admin.config('GET', 'cluster-port')).toString().replace(',', ' '))?.[1] ?? '',
    ),
  );
  for (const [index, admin] of admins.entries()) {
    const first = Math.floor((SLOTS / NODES) * index);
    const last = Math.floor((SLOTS / NODES) * (index + 1)) - 1;
    await admin.call('CLUSTER', 'ADDSLOTSRANGE', first, last);
    await admin.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
    if (index > 0) await admins[0]?.call('CLUSTER', 'MEET', '127.0.0.1', nodes[index]?.port ?? 0, ports[index] ?? '');
  }
  for (const { port } of nodes) {
    await until(async () => {
      const info = await ask(port, 'CLUSTER INFO');
      return (
        info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${NODES}`) && info.includes(`cluster_slots_ok:${SLOTS}`)
      );
    }, 20_000);
  }
  return {
    url: `redis-cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    nodes,
    async move(slot, from, to) {
      const [source, target] = [admins[from], admins[to]];
      const port = nodes[to]?.port;
      if (source === undefined || target === undefined || port === undefined) throw new Error('no such node');
      const [sourceId, targetId] = [String(await source.call('CLUSTER', 'MYID')), String(await target.call('CLUSTER', 'MYID'))];
      await target.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', sourceId);
      await source.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', targetId);
      const names = await source.call('CLUSTER', 'GETKEYSINSLOT', slot, 1_000);
      for (const name of Array.isArray(names) ? names.map(String) : []) {
        await source.call('MIGRATE', '127.0.0.1', port, name, 0, 1_000);
      }
      for (const admin of admins) await admin.call('CLUSTER', 'SETSLOT', slot, 'NODE', targetId);
    },
    async stop() {
      for (const admin of admins) admin.disconnect();
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}
