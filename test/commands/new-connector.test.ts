// The command as a stranger runs it, in a copy of the project: what it writes type-checks, keeps the rules of the house, and meets
// its contract without a change.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(300_000);

const ROOT = join(__dirname, '..', '..');
const DOMAINS = readdirSync(join(ROOT, 'commands', 'new-connector', 'templates'));
let copy: string;

/** Runs a program of the copy; its code and all that it said. */
function run(program: string, args: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [require.resolve(program), ...args], { cwd: copy }, (error, out, words) => {
      resolve({ code: error === null ? 0 : 1, said: out + words });
    });
  });
}

const command = (...args: string[]) => run('tsx/cli', ['commands/new-connector.ts', ...args]);

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-connector-'));
  const left = new Set(['node_modules', 'dist', '.git', '.data', '.cache', 'docs']);
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !left.has(path.slice(ROOT.length + 1)) });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

it.each([
  [['support'], 'Usage:'],
  [['support', 'Acme'], 'A name is of small letters'],
  [['shipping', 'acme'], 'There is no domain shipping'],
  [['support', 'zendesk'], 'is there already: nothing was written'],
])('says what is wrong with %j, and writes nothing', async (args, words) => {
  const { code, said } = await command(...args);
  expect(said).toContain(words);
  expect(code).toBe(1);
  expect(readFileSync(join(copy, 'subgraphs/support/index.ts'), 'utf8')).toBe(
    readFileSync(join(ROOT, 'subgraphs/support/index.ts'), 'utf8'),
  );
});

it('writes connectors that type-check, keep the rules of the house and meet their contracts', async () => {
  for (const domain of DOMAINS) expect(await command(domain, `own-${domain}`)).toMatchObject({ code: 0 });
  const written = DOMAINS.flatMap((domain) => [
    `subgraphs/${domain}/vendors/own-${domain}`,
    `test/subgraphs/${domain}/vendors/own-${domain}`,
  ]);
  const registries = DOMAINS.map((domain) => `subgraphs/${domain}/index.ts`);
  // Only what was written: the rest was checked where it lies.
  const include = [...written, ...registries];
  writeFileSync(join(copy, 'tsconfig.written.json'), JSON.stringify({ extends: './tsconfig.json', include }));
  const [types, style, tests] = await Promise.all([
    run('tsx/cli', ['test/commands/new-connector/check-types.ts', 'tsconfig.written.json']),
    run('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', ...written, ...registries]),
    run('jest/bin/jest', ['test/layout.test.ts', ...written.filter((path) => path.startsWith('test/'))]),
  ]);
  expect(types).toEqual({ code: 0, said: '' });
  expect(style).toMatchObject({ code: 0 });
  // The layout, and two of each.
  const suites = 1 + 2 * DOMAINS.length;
  expect(tests.said).toMatch(new RegExp(`Test Suites: ${suites} passed, ${suites} total`));
});
