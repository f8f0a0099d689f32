// The PostgreSQL servers whose data lies below a folder, by their pid files, and whether they live: not asked of the code under test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Process numbers of those that live. */
export function serverOf(root: string): number[] {
  let files: string[] = [];
  try {
    files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('postmaster.pid'));
  } catch {
    return [];
  }
  return files.flatMap((path) => {
    try {
      const pid = Number(readFileSync(join(root, path), 'utf8').split('\n')[0]);
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return stat.slice(stat.indexOf(')')).startsWith(') Z') || !stat.includes('(postgres)') ? [] : [pid];
    } catch {
      return [];
    }
  });
}
