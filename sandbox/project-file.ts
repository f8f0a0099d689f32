// Finds a file of the project that is no code (SQL, YAML), whether this runs from the sources or compiled below dist/.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Absolute path of a file named from the project's root folder. */
export function projectFile(path: string): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the sandbox does not lie in its project');
    folder = parent;
  }
  return join(folder, path);
}
