// A real headless browser for the tests of pages: one the machine has, else Debian's, unpacked into `.cache/chromium`.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { unpackDebianPackages } from './debian-package';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const usualPlaces = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** Quiet: no start page, no updates, no requests of the browser's own. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Program = { path: string; env: Record<string, string> };

/**
 * Starts the browser with an empty profile; the caller closes it. The first call on a bare Debian downloads about 100 MB.
 * Looks at `CHROMIUM_PATH`, then `PATH`, then the usual places.
 * @throws Error "no Chromium: set CHROMIUM_PATH" where none is found and none can be fetched.
 */
export async function launchChromium(): Promise<Browser> {
  const { path, env } = await findChromium();
  return chromium.launch({
    executablePath: path,
    headless: true,
    // Root may not use the sandbox; the tests open their own pages only.
    chromiumSandbox: process.getuid?.() !== 0,
    args: flags,
    env: { ...definedEnvironment(), ...env },
  });
}

async function findChromium(): Promise<Program> {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted) return { path: wanted, env: {} };
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [...folders.flatMap((folder) => commands.map((command) => join(folder, command))), ...usualPlaces];
  const found = candidates.find(isExecutable);
  return found === undefined ? fetchChromium() : { path: found, env: {} };
}

async function fetchChromium(): Promise<Program> {
  const { root, libraryPath } = await unpackDebianPackages('chromium', ['chromium', 'fonts-dejavu-core']).catch((error: unknown) => {
    throw new Error(`no Chromium: set CHROMIUM_PATH (${error instanceof Error ? error.message : String(error)})`, { cause: error });
  });
  const path = join(root, 'usr/lib/chromium/chromium');
  if (!isExecutable(path)) throw new Error('no Chromium: set CHROMIUM_PATH (the Debian package holds none)');
  // XDG_DATA_HOME is where fontconfig looks for fonts besides the machine's own.
  return { path, env: { LD_LIBRARY_PATH: libraryPath, XDG_DATA_HOME: join(root, 'usr/share') } };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
