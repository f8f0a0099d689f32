// Where the explorer's files lie, whether this code runs as compiled JavaScript in dist/ or straight from the sources.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const above = resolve(__dirname, '../..');

/** The folder of package.json. */
export const repositoryRoot = existsSync(join(above, 'package.json')) ? above : dirname(above);

/** What `build.ts` writes and `plugin.ts` serves. */
export const builtFolder = join(repositoryRoot, 'dist/gateway/explorer/static');
