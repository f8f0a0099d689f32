// The rules of the house, each a function from the source tree to its faults, one line a fault. An empty list = kept.
import { posix } from 'node:path';
import type { SourceFile, SourceTree } from './source-tree';

/** What may not be named at all: a name that says nothing about what is inside. */
const EMPTY_NAMES = /^(utils?|helpers?|commons?|managers?|misc|stuff)$/;
const MOST_LINES = 300;
const MOST_COMMENT_LINES = 4;

/** Each package, and the only places that know it. A place ends with a slash, or is a file. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  ioredis: ['platform/cache/', 'platform/http/budget-redis.ts'],
  undici: ['platform/http/', 'platform/link/'],
  dataloader: ['platform/loader/shared-read.ts'],
  'prom-client': ['platform/metrics/exposition.ts'],
  '@apollo/gateway': ['gateway/'],
  '@apollo/query-planner': ['gateway/'],
  '@apollo/server': ['gateway/'],
  '@apollo/subgraph': ['platform/subgraph/'],
  jose: ['gateway/access/'],
  '@dbos-inc/dbos-sdk': ['processes/engine/dbos.ts'],
  'graphql-ws': ['gateway/subscriptions/websocket.ts', 'gateway/explorer/app/'],
  ws: ['gateway/subscriptions/websocket.ts'],
  'rabbitmq-client': ['processes/queues/rabbitmq.ts'],
  pg: ['platform/sql/', 'platform/state/', 'sandbox/'],
};

/** Who may read the environment: everything else is told by its caller. */
const ENVIRONMENT = ['platform/env.ts', 'postgres/', 'gateway/telemetry-off.ts', 'start.ts', 'sandbox/'];

/** Processes, and the one module that must act before another is loaded. */
const ACTING = [
  'commands/sql-suggest.ts',
  'gateway/main.ts',
  'gateway/telemetry-off.ts',
  'gateway/explorer/build.ts',
  'gateway/explorer/app/main.tsx',
  'gateway/explorer/app/workers.ts',
  'subgraphs/serve.ts',
  'commands/state-migrate.ts',
  'commands/links.ts',
  'commands/keys.ts',
  'commands/audit.ts',
  'commands/workflows.ts',
  'commands/new-connector.ts',
  'commands/doctor.ts',
  'commands/events.ts',
];

/** Tests, benchmarks and generated code are held to nothing here. */
export function isSource({ path }: SourceFile): boolean {
  return !/^(test|bench)\//.test(path) && !path.endsWith('.gen.ts') && !path.endsWith('.d.ts');
}

/** Who may import whom: DESIGN's table. */
export function importFaults(tree: SourceTree): string[] {
  return sources(tree).flatMap(({ path, imports }) =>
    imports.flatMap(({ specifier, file }) => {
      if (file === null) return specifier === 'graphql' && vendorFolder(path) !== null ? [`${path}: a vendor knows no GraphQL`] : [];
      return mayImport(path, file) ? [] : [`${path}: may not import ${file}`];
    }),
  );
}

function mayImport(from: string, to: string): boolean {
  const vendor = vendorFolder(from);
  if (vendor !== null) return to.startsWith(vendor) || to === posix.join(vendor, '../../contract.ts') || to.startsWith('platform/');
  const [area = '', name = ''] = from.split('/');
  // How a PostgreSQL is run knows neither side, and both run one.
  if (area === 'postgres') return to.startsWith('postgres/');
  // Processes act through the platform alone; their subgraph and the gateway are who runs them.
  if (area === 'processes') return to.startsWith('processes/') || to.startsWith('platform/');
  if (from.startsWith('subgraphs/process/') && to.startsWith('processes/')) return true;
  if (area === 'platform' || area === 'sandbox') return to.startsWith(`${area}/`) || to.startsWith('postgres/');
  // A template is a connector that does not lie in its place yet.
  if (/^commands\/new-connector\/templates\//.test(from) && /^subgraphs\/[^/]+\/contract\.ts$/.test(to)) return true;
  // The doctor starts what the gateway starts, by the same registry.
  if (area === 'commands') return /^(commands|platform|postgres|processes)\//.test(to) || to === 'subgraphs/index.ts';
  if (area === 'schema') return to.startsWith('platform/');
  if (area === 'gateway') return /^(gateway|platform|processes)\//.test(to) || to === 'subgraphs/index.ts';
  if (area !== 'subgraphs') return false;
  if (to.startsWith('platform/')) return true;
  // The files beside the subgraphs: the registry, and how they are served.
  if (name.endsWith('.ts')) return /^subgraphs\/([^/]+\/index|[^/]+)\.ts$/.test(to);
  if (vendorFolder(to) !== null) return from === `subgraphs/${name}/index.ts` && /^[^/]+\/[^/]+\/vendors\/[^/]+\/index\.ts$/.test(to);
  return to.startsWith(`subgraphs/${name}/`);
}

/** `subgraphs/crm/vendors/hubspot/` of a file in it. */
function vendorFolder(path: string): string | null {
  return /^subgraphs\/[^/]+\/vendors\/[^/]+\//.exec(path)?.[0] ?? null;
}

/** Packages, the environment and effects at import have their homes. */
export function homeFaults(tree: SourceTree): string[] {
  return sources(tree).flatMap(({ path, imports, readsEnvironment, actsOnImport }) => [
    ...imports.flatMap(({ specifier }) => {
      const owner = Object.keys(HOMES).find((name) => specifier === name || specifier.startsWith(`${name}/`));
      return owner === undefined || isAmong(path, HOMES[owner] ?? []) ? [] : [`${path}: ${owner} is not at home here`];
    }),
    ...(readsEnvironment && !isAmong(path, ENVIRONMENT) ? [`${path}: reads the environment`] : []),
    ...(actsOnImport && /^(platform|gateway|subgraphs|postgres|commands|processes)\//.test(path) && !isAmong(path, ACTING)
      ? [`${path}: acts when imported`]
      : []),
  ]);
}

function isAmong(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));
}

/** Import cycles, type imports counted; each once, from its first file on. */
export function cycleFaults(tree: SourceTree): string[] {
  const done = new Set<string>();
  const faults = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      const cycle = way.slice(way.indexOf(path));
      const start = cycle.indexOf([...cycle].sort()[0] ?? '');
      faults.add([...cycle.slice(start), ...cycle.slice(0, start)].join(' > '));
      return;
    }
    if (done.has(path)) return;
    for (const { file } of tree.get(path)?.imports ?? []) if (file !== null && file !== path) visit(file, [...way, path]);
    done.add(path);
  };
  for (const path of tree.keys()) visit(path, []);
  return [...faults];
}

/** Small, named for what is inside, and opened by a comment that says so. */
export function fileFaults(tree: SourceTree): string[] {
  return sources(tree).flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n');
    // A bare `//` ends what the file is, and begins what else there is to say.
    const comment = lines.findIndex((line) => !line.startsWith('// '));
    const words = path.replace(/\.tsx?$/, '').split(/[/.-]/);
    return [
      ...(lines.length > MOST_LINES ? [`${path}: ${lines.length} lines`] : []),
      ...(comment === 0 ? [`${path}: does not open with a comment`] : []),
      ...(comment > MOST_COMMENT_LINES ? [`${path}: opens with ${comment} lines of comment`] : []),
      ...words.filter((word) => EMPTY_NAMES.test(word)).map((word) => `${path}: "${word}" says nothing`),
    ];
  });
}

/**
 * A test of the same path, types aside; a connector's files have its contract test. Others have a broader one in `covered`, by file
 * or folder; entries without use are faults too.
 */
export function testFaults(tree: SourceTree, covered: Readonly<Record<string, string>>): string[] {
  const hasTest = (path: string): boolean => {
    const connector = vendorFolder(path) ?? /^commands\/new-connector\/templates\/[^/]+\//.exec(path)?.[0];
    return (
      tree.has(`test/${path.replace(/\.tsx?$/, '.test.ts')}`) || (connector !== undefined && tree.has(`test/${connector}contract.test.ts`))
    );
  };
  const used = new Set<string>();
  const untested = sources(tree)
    .filter(
      ({ path, typesOnly }) => /^(platform|gateway|subgraphs|postgres|commands|processes)\//.test(path) && !typesOnly && !hasTest(path),
    )
    .filter(({ path }) => {
      const place = Object.keys(covered).find((candidate) => isAmong(path, [candidate]));
      if (place !== undefined) used.add(place);
      return place === undefined;
    });
  return [
    ...untested.map(({ path }) => `${path}: has no test`),
    ...Object.entries(covered).flatMap(([place, test]) => [
      ...(used.has(place) ? [] : [`${place}: is listed as covered, and needs it no more`]),
      ...(tree.has(test) ? [] : [`${place}: is said to be covered by ${test}, which is not there`]),
    ]),
  ];
}

function sources(tree: SourceTree): SourceFile[] {
  return [...tree.values()].filter(isSource);
}
