// Loads the package of the Rust planner, which is installed by those who want it alone: it holds machine code for some platforms.
import { createRequire } from 'node:module';
import type { QueryPlanner } from '@graphql-hive/router-query-planner' with { 'resolution-mode': 'import' };
import { ConfigError } from '../../../platform/errors';

/** The version whose plans are read. */
const PACKAGE = '@graphql-hive/router-query-planner';
const VERSION = '0.0.38';

interface HivePackage {
  QueryPlanner: typeof QueryPlanner;
}

/** The planner of a supergraph's text. */
export type OpenHive = (supergraphSdl: string) => Pick<QueryPlanner, 'plan'>;

/** Throws a ConfigError that says what to do. `load` answers with a package's exports, or throws as `require` does. */
export function loadHivePackage(load: (name: string) => HivePackage = createRequire(__filename)): OpenHive {
  try {
    const { QueryPlanner: Constructor } = load(PACKAGE);
    return (supergraphSdl) => new Constructor(supergraphSdl);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
    throw new ConfigError([
      isMissing
        ? `PLANNER: hive needs a package that is not installed; run npm install --no-save --save-prod ${PACKAGE}@${VERSION}, or leave PLANNER unset`
        : `PLANNER: ${PACKAGE} does not load on this ${process.platform} ${process.arch}; it is built for Linux with glibc and for macOS. Leave PLANNER unset`,
    ]);
  }
}
