// A program of ours as one file that Node runs at once, for tests which start it many times: else each process would compile every
// source for itself.
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** In the project, where the program finds its packages and the files that are no code. */
const CACHE = join(__dirname, '..', '..', '.cache');

export interface Bundle {
  /** What `node` is to run. */
  path: string;
  remove(): Promise<void>;
}

/** `entry` = absolute path of the source that is the program. The caller removes what it is given. */
export async function bundle(entry: string): Promise<Bundle> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'program-'));
  // For whoever it is run as.
  await chmod(folder, 0o755);
  const path = join(folder, 'program.cjs');
  await build({ entryPoints: [entry], bundle: true, packages: 'external', platform: 'node', target: 'node20', outfile: path });
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
