// The gateways that are measured, and how each is started: ours as its users start it, the others as their documentation says. Each
// is a process that is given a port, and answers at a path.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const ROOT = join(__dirname, '../..');
const FOREIGN = join(__dirname, 'gateways');

export interface Start {
  supergraphFile: string;
  /** The subgraphs' addresses by name, for those that read no supergraph. */
  urls: Readonly<Record<string, string>>;
  port: number;
}

export interface Gateway {
  name: string;
  title: string;
  path: string;
  /** Arguments of Node. */
  args(start: Start): readonly string[];
  env(start: Start): Readonly<Record<string, string>>;
  /** What must be there before it can be started, and the command that brings it. */
  needs: { file: string; command: string };
  /** What its own machine code must load from, where it has any: not every platform has a build. */
  native?: string;
}

const BUILT = { file: join(ROOT, 'dist/gateway/main.js'), command: 'npm run build' };
const INSTALLED = {
  file: join(FOREIGN, 'node_modules/.package-lock.json'),
  command: 'npm ci --ignore-scripts --prefix bench/gateway/gateways',
};
const MERCURIUS = {
  file: join(FOREIGN, 'mercurius/node_modules/.package-lock.json'),
  command: 'npm ci --ignore-scripts --prefix bench/gateway/gateways/mercurius',
};
const RUST_PLANNER = join(FOREIGN, 'node_modules/@graphql-hive/router-query-planner/dist/index.cjs');

/** The same package, as our own gateway would load it. */
const OWN_RUST_PLANNER = join(ROOT, 'node_modules/@graphql-hive/router-query-planner/dist/index.cjs');

const bySupergraph = ({ supergraphFile, port }: Start): Record<string, string> => ({ SUPERGRAPH: supergraphFile, PORT: String(port) });
const byAddresses = ({ urls, port }: Start): Record<string, string> => ({ SUBGRAPHS: JSON.stringify(urls), PORT: String(port) });

/** What our script gives to Node before the program. */
function ownFlags(): string[] {
  const { scripts } = z
    .object({ scripts: z.object({ gateway: z.string() }) })
    .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  return scripts.gateway.split(' ').filter((word) => word.startsWith('--'));
}

function ours(name: string, title: string, settings: Readonly<Record<string, string>>): Gateway {
  return {
    name,
    title,
    path: '/graphql',
    args: () => [...ownFlags(), BUILT.file],
    env: (start) => ({ ...bySupergraph(start), ...settings }),
    needs: BUILT,
  };
}

function apollo(name: string, title: string, ...more: string[]): Gateway {
  return { name, title, path: '/', args: () => [join(FOREIGN, 'apollo.mjs'), ...more], env: bySupergraph, needs: INSTALLED };
}

function hive(name: string, title: string, ...more: string[]): Gateway {
  return {
    name,
    title,
    path: '/graphql',
    args: ({ supergraphFile, port }) => [
      join(FOREIGN, 'node_modules/@graphql-hive/gateway/dist/bin.js'),
      'supergraph',
      supergraphFile,
      ...['--host', '127.0.0.1', '--port', String(port), '--fork', '1', '--config-path', join(FOREIGN, 'hive.config.mjs')],
      ...more,
    ],
    env: () => ({}),
    needs: INSTALLED,
  };
}

export const gateways: readonly Gateway[] = [
  ours('ours', 'Customer Graph', {}),
  { ...ours('ours-hive', 'the same, Rust planner', { PLANNER: 'hive' }), native: OWN_RUST_PLANNER },
  apollo('stock', 'Apollo Server + Gateway, stock'),
  apollo('pool', 'the same, keep-alive data source', 'pool'),
  hive('hive', 'Hive Gateway'),
  { ...hive('hive-rust', 'Hive Gateway, Rust planner', '--hive-router-runtime'), native: RUST_PLANNER },
  {
    name: 'mercurius',
    title: 'Mercurius gateway, jit',
    path: '/graphql',
    args: () => [join(FOREIGN, 'mercurius/gateway.mjs')],
    env: byAddresses,
    needs: MERCURIUS,
  },
  {
    name: 'floor',
    title: 'floor: fetches by hand',
    path: '/',
    args: () => [join(FOREIGN, 'floor.mjs')],
    env: byAddresses,
    needs: INSTALLED,
  },
];

/** Those that have a build for this machine. Asked of the package itself, since it chooses the build. */
export function runsHere({ native }: Gateway): boolean {
  return native === undefined || spawnSync(process.execPath, ['-e', 'require(process.argv[1])', native]).status === 0;
}

/** The commands that are still to be run; empty when all can start. */
export function missing(chosen: readonly Gateway[]): string[] {
  return [...new Set(chosen.filter(({ needs }) => !existsSync(needs.file)).map(({ needs }) => needs.command))];
}
