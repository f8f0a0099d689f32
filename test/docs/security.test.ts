// Keeps SECURITY.md true: each threat names a test that is there, each page and command too.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const ROOT = join(__dirname, '..', '..');
const page = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
const filesOf = (text: string): string[] => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, file = '']) => file);

it('names a test that runs for each threat, and no file that is not there', () => {
  const rows = [...page.matchAll(/^\| (?!Threat |---|-)([^|]+)\|[^|]+\|([^|]+)\|$/gm)];
  expect(rows.length).toBeGreaterThan(15);
  for (const [, threat, where = ''] of rows)
    expect([threat, filesOf(where).some((file) => /^test\/.+\.test\.ts$/.test(file))]).toEqual([threat, true]);
  expect(filesOf(page).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

it('names no command that is not there', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  const commands = [...page.matchAll(/`npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
  expect(commands).toContain('sbom');
  expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
});

it('holds the lock file to hashes', () => {
  const { packages } = z
    .object({ packages: z.record(z.string(), z.looseObject({ integrity: z.string().optional(), link: z.boolean().optional() })) })
    .parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  const without = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !/^sha512-/.test(integrity ?? ''));
  expect(without.map(([path]) => path)).toEqual([]);
});
