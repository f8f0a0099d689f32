// Keeps docs/reliability.md true: every check has its line, and every test and command that it names is there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const ROOT = join(__dirname, '..', '..');
const page = readFileSync(join(ROOT, 'docs', 'reliability.md'), 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const rows = [...page.matchAll(/^\|\s*(\d+)\s*\|[^|]+\|([^|]+)\|$/gm)];

it('has every check once, in their order', () => {
  expect(rows.map(([, number]) => Number(number))).toEqual([...range(1, 31).filter((number) => number !== 29), 36, ...range(43, 45)]);
});

it('names a test that runs for each, and no file that is not there', () => {
  const filesOf = (text: string): string[] => [...text.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = '']) => file);
  for (const [line, , where = ''] of rows) {
    expect([line, filesOf(where).filter((file) => /^test\/.+\.test\.ts$/.test(file)).length > 0]).toEqual([line, true]);
  }
  expect(filesOf(page).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

it('names no command that is not there', () => {
  const commands = [...page.matchAll(/`npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
});
