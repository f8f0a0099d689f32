// Where the files of our own PostgreSQL lie: `<data folder>/pg`, or, where its user could not walk there, a folder of its own that
// `<data folder>/pg/location` names. That `<data folder>/pg` is there means that something is kept.
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWalkable, postgresUser, type RunAs } from '../../../postgres/user';

export interface Place {
  /** `<data folder>/pg` */
  folder: string;
  /** Where everything else lies: the folder, or what its `location` names. */
  home: string;
  /** Made whole, or not there: `data`, the database, and `password`, its superuser's. */
  cluster: string;
  data: string;
  /** Held by who makes or starts the server. */
  lock: string;
  /** What the server says, since its last start. */
  log: string;
  /** null = as whoever we are. */
  runAs: RunAs | null;
}

/** For what cannot lie in the data folder; only root, who may write there, needs it. */
const ELSEWHERE = '/var/lib/customer-graph';

/** True where something is kept, or is about to be. */
export function isThere(dataFolder: string): boolean {
  return existsSync(join(dataFolder, 'pg'));
}

/** Makes what is missing, and answers where everything lies. `elsewhere` is for tests. */
export function makePlace(dataFolder: string, elsewhere: string = ELSEWHERE): Place {
  const asRoot = postgresUser();
  // PostgreSQL's user must be able to walk through it; what is in it has rights of its own.
  mkdirSync(dataFolder, { recursive: true, mode: asRoot === null ? 0o700 : 0o711 });
  const folder = join(dataFolder, 'pg');
  const location = join(folder, 'location');
  let home = folder;
  if (asRoot !== null && !existsSync(join(folder, 'cluster'))) {
    if (isWalkable(realpathSync(dataFolder))) makeOwn(folder, asRoot);
    else {
      home = join(elsewhere, createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 16), 'pg');
      makeOwn(home, asRoot);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (!existsSync(location)) writeFileSync(location, home);
    }
  } else mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(location)) home = readFileSync(location, 'utf8').trim();
  const { uid, gid } = statSync(home);
  return {
    folder,
    home,
    cluster: join(home, 'cluster'),
    data: join(home, 'cluster', 'data'),
    lock: join(folder, 'starting'),
    log: join(home, 'server.log'),
    // Whoever it belongs to already: another user of that name could not read it.
    runAs: asRoot === null ? null : uid === 0 ? asRoot : { uid, gid },
  };
}

function makeOwn(home: string, { uid, gid }: RunAs): void {
  if (existsSync(home)) return;
  mkdirSync(home, { recursive: true, mode: 0o755 });
  chownSync(home, uid, gid);
  chmodSync(home, 0o700);
}
