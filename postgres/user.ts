// As whom PostgreSQL runs: it refuses root, and then somebody else must be able to reach its files.
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { NoPostgres } from './machine';

export interface RunAs {
  uid: number;
  gid: number;
}

/** null = as the user of this process, who is not root. */
export function postgresUser(): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  // Looked up by name, as PostgreSQL does itself: a bare number is not enough.
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0 && Number.isInteger(user.gid));
  const user = users.find((one) => one.name === 'nobody') ?? users[0];
  if (user === undefined) throw new NoPostgres('it may not run as root, and /etc/passwd names no other user');
  return { uid: user.uid, gid: user.gid };
}

/** True where anybody may walk into an existing folder, its parents included. */
export function isWalkable(folder: string): boolean {
  const parent = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (parent === folder || isWalkable(parent));
}
