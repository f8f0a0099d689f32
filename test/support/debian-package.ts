// Programs the tests need and the machine may lack (a browser, a Redis) as Debian packages unpacked into `.cache/<name>`.
// Nothing is installed: package lists, archives and files all stay in that folder, and no maintainer script runs.
// It is not for the product: only tests and benchmarks call it, after looking for the program in the usual places.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cacheFolder = resolve(__dirname, '../../.cache');
const waitForOtherMs = 10 * 60_000;

/**
 * Fetches `packages` with every dependency this machine lacks and unpacks them into `.cache/<name>`; later calls answer at once.
 * `root` is the unpacked file system (`<root>/usr/bin/...`), `libraryPath` a value for `LD_LIBRARY_PATH`, possibly empty.
 * Processes calling it at the same time wait for the first (up to ten minutes). Needs the network the first time, but not to be root.
 * @throws Error of one line where there is no apt-get or dpkg, or a package cannot be had.
 */
export async function unpackDebianPackages(name: string, packages: string[]): Promise<{ root: string; libraryPath: string }> {
  const root = join(cacheFolder, name);
  const lock = `${root}.lock`;
  await mkdir(cacheFolder, { recursive: true });
  const giveUpAt = Date.now() + waitForOtherMs;
  while (!existsSync(root)) {
    if (Date.now() > giveUpAt) throw new Error(`waited too long for another process to unpack ${name}: remove ${lock}`);
    if (!(await takeLock(lock))) {
      await pause(250);
      continue;
    }
    try {
      if (!existsSync(root)) await fetchInto(root, packages);
    } finally {
      await rm(lock, { force: true });
    }
  }
  return { root, libraryPath: (await libraryFolders(root)).join(':') };
}

/** A symbolic link to our process id: made and filled in one step. The link of a process that died is taken away. */
async function takeLock(lock: string): Promise<boolean> {
  try {
    await symlink(String(process.pid), lock);
    return true;
  } catch {
    const owner = Number(await readlink(lock).catch(() => ''));
    // Should two waiters both clear a dead owner's lock, the work is done twice; the rename at the end keeps that harmless.
    if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function fetchInto(root: string, packages: string[]): Promise<void> {
  const work = `${root}.${process.pid}`;
  const archives = join(work, 'archives');
  const unpacked = join(work, 'root');
  try {
    await mkdir(join(work, 'lists/partial'), { recursive: true });
    await mkdir(join(archives, 'partial'), { recursive: true });
    await mkdir(unpacked);
    const settings = join(work, 'apt.conf');
    await writeFile(settings, aptSettings(work));
    const apt = ['-c', settings, '-qq', '-y'];
    // A source of the machine that cannot be reached is no reason to stop: the download below tells whether it was needed.
    await run('apt-get', [...apt, 'update']).catch(rethrowIfMissing);
    await run('apt-get', [...apt, 'install', '--download-only', '--no-install-recommends', '--reinstall', ...packages]);
    const files = (await readdir(archives)).filter((file) => file.endsWith('.deb'));
    if (files.length === 0) throw new Error('no package was downloaded');
    for (const file of files) await run('dpkg', ['-x', join(archives, file), unpacked]);
    await rename(unpacked, root).catch((error: unknown) => {
      if (!existsSync(root)) throw error;
    });
  } catch (error) {
    throw new Error(`cannot fetch the Debian packages ${packages.join(', ')}: ${reason(error)}`, { cause: error });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Every folder apt writes to is ours; the machine's sources and its list of installed packages are only read, its hooks not run. */
function aptSettings(work: string): string {
  return [
    `Dir::State::lists "${join(work, 'lists')}";`,
    `Dir::State::extended_states "${join(work, 'extended_states')}";`,
    `Dir::Cache "${work}";`,
    `Dir::Cache::archives "${join(work, 'archives')}";`,
    `Dir::Log "${work}";`,
    'Acquire::Languages "none";',
    'APT::Sandbox::User "root";',
    'Debug::NoLocking "true";',
    '#clear APT::Update::Pre-Invoke;',
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
    '#clear DPkg::Post-Invoke;',
    '',
  ].join('\n');
}

function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function rethrowIfMissing(error: unknown): void {
  if (isMissingProgram(error)) throw error;
}

function reason(error: unknown): string {
  if (isMissingProgram(error)) return 'there is no apt-get and dpkg here';
  const text = error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : String(error);
  return text.split('\n').find((line) => line.startsWith('E:')) ?? text.split('\n')[0] ?? text;
}

async function libraryFolders(root: string): Promise<string[]> {
  const files = await readdir(root, { recursive: true, withFileTypes: true });
  return [...new Set(files.filter((file) => /^lib.*\.so(\.|$)/.test(file.name)).map((file) => file.parentPath))].sort();
}
