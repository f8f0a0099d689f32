// Request Tracker 5 as Debian ships it, unpacked into `.cache/` and run from there: nothing is installed, nothing outside the given
// folder is written, and nobody has to be root. The paths that the package has built in are pointed to where things are.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unpackDebianPackages } from '../../support/debian-package';

const run = promisify(execFile);
/** With what they depend on: some 265 packages, 50 MB to fetch, 290 MB unpacked. */
const PACKAGES = ['request-tracker5', 'rt5-standalone', 'rt5-db-sqlite'];

export interface Installation {
  perl: string;
  /** A file of the package: `usr/sbin/rt-setup-database-5`. */
  file(path: string): string;
  /** What Perl and RT need to find their parts. */
  environment: NodeJS.ProcessEnv;
}

/**
 * Unpacks RT (the first time: it needs the network, and some 20 s) and lays out `folder`, which must be a new one, for an instance
 * that listens on `port` of 127.0.0.1. Rejects in one line where the packages cannot be had.
 */
export async function installRequestTracker(folder: string, port: number): Promise<Installation> {
  const { root, libraryPath } = await unpackDebianPackages('request-tracker5', PACKAGES);
  const file = (path: string) => join(root, path);
  const own = (path: string) => join(folder, path);
  for (const path of ['lib/RT', 'etc', 'var', 'mason', 'sessions', 'mail']) await mkdir(own(path), { recursive: true });

  const generated = await readFile(file('usr/share/request-tracker5/lib/RT/Generated.pm'), 'utf8');
  await writeFile(
    own('lib/RT/Generated.pm'),
    generated
      .replaceAll(/'(\/usr\/(?:share|bin|sbin))/g, `'${root}$1`)
      .replaceAll("'/etc/request-tracker5'", `'${own('etc')}'`)
      .replaceAll("'/var/lib/request-tracker5'", `'${own('var')}'`)
      .replaceAll(
        /'\/var\/cache\/request-tracker5\/(mason|session)_data'/g,
        (_whole, kind: string) => `'${own(kind === 'mason' ? 'mason' : 'sessions')}'`,
      ),
  );
  await writeFile(own('etc/RT_SiteConfig.pm'), siteConfiguration(own('var/rt5.db'), port));
  return {
    perl: existsSync(file('usr/bin/perl')) ? file('usr/bin/perl') : 'perl',
    file,
    environment: {
      PATH: process.env['PATH'],
      HOME: folder,
      LANG: 'C.UTF-8',
      TMPDIR: own('mail'),
      TZ: 'UTC',
      PERL5LIB: [own('lib'), file('usr/share/request-tracker5/lib'), ...(await perlFolders(root))].join(':'),
      LD_LIBRARY_PATH: libraryPath,
      RT_SITE_CONFIG: own('etc/RT_SiteConfig.pm'),
      RT_SITE_CONFIG_DIR: '/dev/null',
    },
  };
}

/** Runs one of RT's own commands, or any Perl; answers what it printed. Rejects with its last line. */
export async function runPerl({ perl, environment }: Installation, words: readonly string[]): Promise<string> {
  try {
    return (await run(perl, [...words], { env: environment, maxBuffer: 16 * 1024 * 1024 })).stdout;
  } catch (error) {
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`a command of Request Tracker failed: ${text.trim().split('\n').at(-1) ?? ''}`, { cause: error });
  }
}

/** Mail goes nowhere; what went wrong goes to the log. */
function siteConfiguration(database: string, port: number): string {
  return [
    `Set($rtname, 'house'); Set($Organization, 'house');`,
    `Set($DatabaseType, 'SQLite'); Set($DatabaseName, '${database}');`,
    `Set($WebDomain, '127.0.0.1'); Set($WebPort, ${port}); Set($WebBaseURL, 'http://127.0.0.1:${port}');`,
    `Set($LogToSyslog, undef); Set($LogToSTDERR, 'error'); Set($LogToFile, undef);`,
    `Set($MailCommand, 'testfile');`,
    // RT checks the password or token of every request for a quarter of a second of CPU; here nobody is to be kept out.
    'Set($BcryptCost, 4);',
    '1;',
    '',
  ].join('\n');
}

/** Where Debian's Perl modules are, below the folders that Perl was built to look in. */
async function perlFolders(root: string): Promise<string[]> {
  const places = [join(root, 'etc/perl'), join(root, 'usr/share/perl5')];
  const libraries = (await readdir(join(root, 'usr/lib')))
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => join(root, 'usr/lib', name));
  for (const parent of [
    ...libraries.map((library) => join(library, 'perl5')),
    ...libraries.map((library) => join(library, 'perl')),
    join(root, 'usr/share/perl'),
  ]) {
    const versions = existsSync(parent) ? await readdir(parent) : [];
    places.push(...versions.filter((name) => /^5\.\d+$/.test(name)).map((name) => join(parent, name)));
  }
  return [...places, ...libraries.map((library) => join(library, 'perl-base'))].filter((place) => existsSync(place));
}
