// Finds the project's own folder, whether this runs from the sources or compiled below dist/: for files that are no code (SQL),
// and for where data is kept when nobody says otherwise.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Absolute path of the folder that holds package.json. */
export function projectFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the program does not lie in its project');
    folder = parent;
  }
  return folder;
}
